package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/** How advisories are read, with bounds that none of them comes near. */
final class AdvisoryJson {
    private static final int DEEPEST_NESTING = 100;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_NESTING)
                    .build())
            .build();

    static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private AdvisoryJson() {}
}
