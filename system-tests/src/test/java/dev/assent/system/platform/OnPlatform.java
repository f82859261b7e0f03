package dev.assent.system.platform;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test class that runs against the whole platform. The platform starts before the first such class of a run, serves
 * all of them, and stops after the last; a test takes it as a parameter of type {@link PlatformUnderTest} and leaves it
 * running and whole.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PlatformExtension.class)
public @interface OnPlatform {}
