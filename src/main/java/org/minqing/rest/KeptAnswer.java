package org.minqing.rest;

/**
 * What a call was answered.
 *
 * @param fingerprint of method, address and body; empty when the answer was erased with a person's data
 * @param status null while the call is still running
 * @param body null where the answer may be shown only once ({@code withheld}) or is empty
 */
record KeptAnswer(
        String fingerprint, Integer status, String contentType, String location, byte[] body, boolean withheld) {

    boolean isErased() {
        return fingerprint.isEmpty();
    }
}
