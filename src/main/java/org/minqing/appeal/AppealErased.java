package org.minqing.appeal;

/** Whoever keeps something of this appeal beside the database's text columns takes it away now, in this transaction. */
public record AppealErased(long appealId) {}
