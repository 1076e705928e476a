package org.minqing.directory;

/** A unit as a file says it, its values each right by themselves. */
record UnitRow(int number, String code, String name, UnitLevel level, String parentCode) {}
