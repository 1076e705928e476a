package org.minqing.samequestion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BooleanSimilarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.springframework.stereotype.Component;

/**
 * How many of a Chinese text's words another one has, found by Lucene. How rare a word is among the others does not count:
 * the more people ask the same, the less it would say. Nothing of it stays in memory.
 */
@Component
class TextSimilarity {

    private static final String WORDS = "words";
    private static final int LONGEST = 2000;
    private static final int MOST_TERMS = 500;

    /** @return for each of the others 0 (nothing in common) to 1 (has every word of the text) */
    double[] of(String text, List<String> others) {
        double[] alike = new double[others.size()];
        try (Analyzer chinese = new SmartChineseAnalyzer();
                ByteBuffersDirectory index = new ByteBuffersDirectory()) {
            write(index, chinese, text, others);
            try (DirectoryReader reader = DirectoryReader.open(index)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setSimilarity(new BooleanSimilarity());
                ScoreDoc[] found = searcher.search(query(chinese, shortened(text)), others.size() + 1).scoreDocs;
                double self = score(found, 0);
                for (int i = 0; i < alike.length && self > 0; i++) {
                    alike[i] = Math.min(1, score(found, i + 1) / self);
                }
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return alike;
    }

    /** The text itself is the first document: its own score is the measure. */
    private static void write(ByteBuffersDirectory index, Analyzer chinese, String text, List<String> others)
            throws IOException {
        try (IndexWriter writer = new IndexWriter(index, new IndexWriterConfig(chinese))) {
            writer.addDocument(document(text));
            for (String other : others) {
                writer.addDocument(document(other));
            }
        }
    }

    private static Document document(String text) {
        Document document = new Document();
        document.add(new TextField(WORDS, shortened(text), Field.Store.NO));
        return document;
    }

    private static BooleanQuery query(Analyzer chinese, String text) throws IOException {
        Set<String> terms = new LinkedHashSet<>();
        try (TokenStream tokens = chinese.tokenStream(WORDS, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken() && terms.size() < MOST_TERMS) {
                terms.add(term.toString());
            }
            tokens.end();
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        terms.forEach(term -> query.add(new TermQuery(new Term(WORDS, term)), BooleanClause.Occur.SHOULD));
        return query.build();
    }

    private static double score(ScoreDoc[] found, int document) {
        for (ScoreDoc one : found) {
            if (one.doc == document) {
                return one.score;
            }
        }
        return 0;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
