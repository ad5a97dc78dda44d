package org.pop3ra.deployed;

import static java.lang.System.Logger.Level.WARNING;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Says aloud which tests are left out, and why. */
final class OnlyOnCondition implements ExecutionCondition {

  private static final System.Logger LOG = System.getLogger(OnlyOnCondition.class.getName());

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), OnlyOn.class)
        .filter(only -> only.value() != Product.underTest())
        .map(only -> leaveOut(context.getDisplayName(), only))
        .orElseGet(() -> ConditionEvaluationResult.enabled("for this server"));
  }

  private static ConditionEvaluationResult leaveOut(String test, OnlyOn only) {
    String reason = "%s runs on %s only: %s".formatted(test, only.value(), only.why());
    LOG.log(WARNING, "LEFT OUT: {0}", reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}
