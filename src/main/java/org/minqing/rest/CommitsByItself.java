package org.minqing.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A changing call that does its work in transactions of its own, because it is long or goes on after a part has failed. Doing
 * it twice must do nothing twice: its answer is kept after the work, not with it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CommitsByItself {}
