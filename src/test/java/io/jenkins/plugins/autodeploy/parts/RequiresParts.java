package io.jenkins.plugins.autodeploy.parts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The real parts without which a test can tell nothing. Where one is missing the test is left out and standard error says so; with {@code AUTODEPLOY_PARTS_REQUIRED=true}, as
 * {@code ./dev test} sets it where it can get the parts, the test fails, so that a run that tested less never passes for a whole one.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PartsCondition.class)
public @interface RequiresParts {
    Part[] value();
}
