package org.minqing.insight;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

/** Keeps the pictures of versions that cannot change any more. */
@Service
class PictureService {

    private static final int MOST = 200;

    private final ModelProcess models;
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    PictureService(ModelProcess models) {
        this.models = models;
    }

    byte[] picture(String process, int version) {
        if (version == 0) {
            return models.xml(process, version);
        }
        if (kept.size() > MOST) {
            kept.clear();
        }
        return kept.computeIfAbsent(process + ":" + version, key -> models.xml(process, version));
    }
}
