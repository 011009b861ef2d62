package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a rule's match has to be besides matching, before it is taken for a secret. */
enum SecretForm {
    /** What a provider made: as random as the rule says, and no example of its documentation. */
    TOKEN {
        @Override
        boolean isSecret(String text, int start, int end, double entropy) {
            String value = text.substring(start, end);
            return Randomness.entropy(value) >= entropy && !Placeholders.isExampleToken(value);
        }
    },
    /** Anything, as long as it looks made by a machine. */
    RANDOM {
        @Override
        boolean isSecret(String text, int start, int end, double entropy) {
            String value = text.substring(start, end);
            return Randomness.looksRandom(value) && !Placeholders.isPlaceholder(value);
        }
    },
    /** What a person may have chosen; its place says that it is a password. */
    PASSWORD {
        @Override
        boolean isSecret(String text, int start, int end, double entropy) {
            return Placeholders.isRealPassword(text.substring(start, end));
        }
    },
    /** {@code user:password} in base64. */
    BASIC {
        @Override
        boolean isSecret(String text, int start, int end, double entropy) {
            String credentials = decoded(text.substring(start, end));
            int colon = credentials.indexOf(':');
            return colon >= 0
                    && isPrintable(credentials)
                    && !credentials.substring(0, colon).equals(credentials.substring(colon + 1))
                    && Placeholders.isRealPassword(credentials.substring(colon + 1));
        }
    },
    /** The first line of a key; code and documentation often name that line alone, where a key has its material behind it. */
    KEY_BLOCK {
        @Override
        boolean isSecret(String text, int start, int end, double entropy) {
            return KeyMaterial.follows(text, end);
        }
    },
    /** The value of a name that says that it is one; {@link AssignedSecret} finds and judges it. */
    ASSIGNMENT {
        @Override
        boolean isSecret(String text, int start, int end, double entropy) {
            return RANDOM.isSecret(text, start, end, entropy);
        }
    },
    /** A value in a Kubernetes Secret, which {@link SecretManifest} reads. */
    MANIFEST {
        @Override
        boolean isSecret(String text, int start, int end, double entropy) {
            return false;
        }
    };

    /** @param entropy bits a character that a value has at least */
    abstract boolean isSecret(String text, int start, int end, double entropy);

    /** The text that base64 stands for; empty for what is none. */
    static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static boolean isPrintable(String text) {
        return text.chars().allMatch(character -> character >= ' ' && character < 127);
    }
}
