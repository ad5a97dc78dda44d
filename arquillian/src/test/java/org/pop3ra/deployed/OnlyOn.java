package org.pop3ra.deployed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of what one server alone can do; on another one it is left out, and that is said aloud.
 */
@ExtendWith(OnlyOnCondition.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface OnlyOn {

  Product value();

  /** What the others lack. */
  String why();
}
