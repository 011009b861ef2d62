package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeywordIndexTest {
    @Test
    void findsKeywordsInAnyCaseWithTheirPlaces() {
        assertThat(search(List.of(List.of("ghp_"), List.of("token", "key")), "a TOKEN, a Key, ghp_"))
                .containsExactly("1@2-7", "1@11-14", "0@16-20");
    }

    @Test
    void findsKeywordsWithinKeywords() {
        assertThat(search(List.of(List.of("he"), List.of("she", "hers"), List.of("s")), "ushers"))
                .containsExactlyInAnyOrder("2@1-2", "1@1-4", "0@2-4", "1@2-6", "2@5-6");
    }

    @Test
    void givesAKeywordToAllOwners() {
        assertThat(search(List.of(List.of("cf"), List.of("cf")), "cf")).containsExactly("0@0-2", "1@0-2");
    }

    @Test
    void passesOverWhatIsNotAscii() {
        assertThat(search(List.of(List.of("key")), "kéy k\u0000ey ключ key")).containsExactly("0@14-17");
    }

    private static List<String> search(List<List<String>> keywords, String text) {
        List<String> found = new ArrayList<>();
        new KeywordIndex(keywords).search(text, (owner, start, end) -> found.add(owner + "@" + start + "-" + end));
        return found;
    }
}
