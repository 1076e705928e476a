package org.minqing.intake;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends reading when one row takes more characters than any row can sensibly have. */
final class RowLimit extends FilterReader {

    private final long limit;
    private long read;

    RowLimit(Reader in, long limit) {
        super(in);
        this.limit = limit;
    }

    void startRow() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        int letter = super.read();
        count(letter < 0 ? 0 : 1);
        return letter;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int got = super.read(buffer, offset, length);
        count(Math.max(got, 0));
        return got;
    }

    private void count(int characters) throws IOException {
        read += characters;
        if (read > limit) {
            throw new IOException("a row of more than " + limit + " characters");
        }
    }
}
