package org.pop3ra.deployed;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Says aloud which tests are left out, and why. */
final class OnlyOnCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), OnlyOn.class)
        .filter(only -> only.value() != Product.underTest())
        .map(only -> leaveOut(context.getDisplayName(), only))
        .orElseGet(() -> ConditionEvaluationResult.enabled("for this server"));
  }

  private static ConditionEvaluationResult leaveOut(String test, OnlyOn only) {
    String reason = "%s runs on %s only: %s".formatted(test, only.value(), only.why());
    // Where a log would be kept in a file, nobody would hear it.
    System.err.println("LEFT OUT: " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}
