package org.minqing.directory;

/** The last officer of a unit has gone, in this transaction: somebody else must take what waits there. */
public record UnitUnstaffed(String unitCode) {}
