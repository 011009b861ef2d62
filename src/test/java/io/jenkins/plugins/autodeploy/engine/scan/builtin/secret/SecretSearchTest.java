package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets here are made up; each is put together from two pieces, so that no scanner takes this file for a leak. */
class SecretSearchTest {
    @ParameterizedTest
    @CsvSource({
        "aws-access-key-id, key = AKIA, Q3EGRTQ7XJL5N2ZV",
        "aws-secret-access-key, aws_secret_access_key = , wJa1rXUtnFEMIqK7MDENGubPxRfiCYzQ8mTt3pLk",
        "github-pat, token: ghp_, q9Xw3eR7tY1uI5oP2aS8dF4gH6jK0lZxCvBn",
        "gitlab-pat, GITLAB=glpat, -Xy9_zQ81mNb2vC4xLkJ7",
        "slack-access-token, xoxb, -730191371696-140251536891-QzXwEvRtYnUmIkOlPaSjDhFg",
        "stripe-secret-token, sk_li, ve_4eC39HqLyjWDarjtT1zdp7dc",
        "gcp-api-key, AIza, SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY",
        "npm-access-token, //registry.npmjs.org/:_authToken=npm_, a8Kd03JfLs92MxPq71NvTz65RbWc48YhGu1E",
        "password-in-url, DATABASE=postgres://shop:, kX92mQpL7@db.internal:5432/shop",
        "azure-storage-account-key, AccountKey=, lJzRc1YdHaAA2KCNJJ1tkYwF/+mKK6Ygw0NGe170Xu592euJv2wYUtBlV8z+qnlcNQSnIYVTkLWntUO1F8j8rQ==",
    })
    void findsWhatProvidersIssue(String rule, String start, String rest) {
        assertThat(SecretSearch.search("app.txt", "first\n" + start + rest + "\n"))
                .extracting(Finding::id, Finding::location)
                .containsExactly(tuple(rule, "app.txt:2"));
    }

    @Test
    void findsRandomValuesOfTellingNames() {
        assertThat(search("config.js", "const apiKey = 'f83Kd92Lmx" + "0Qz81Vbn47';"))
                .containsExactly("generic-secret");
        assertThat(search(".env.production", "DB_PASSWORD=h7Jk29" + "xQw81Lp3Z"))
                .containsExactly("generic-secret");
        assertThat(search("application.yml", "  client-secret: 9fA2kLx" + "83mQpT61vZ"))
                .containsExactly("generic-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = process.env.DB_PASSWORD",
                "const token = getToken('refresh-2024-cookie');",
                "password: ${DB_PASSWORD}",
                "secretKeyRef: database-credentials-2",
                "apiKey: 'your-api-key-here-123'",
                "password: 'changeme12345'",
                "passwordField.setPlaceholder(\"Enter password 123\")",
                "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "postgres://user:password@localhost/db",
                "postgres://$USER:$PASSWORD@localhost/db",
                "https://github.com/team/app",
                "token_url = 'https://login.example.com/oauth2/v2.0/token'",
                "\"integrity\": \"sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg==\"",
                "const passwordMinLength = 12;",
                "tokenizer = \"bert-base-uncased\"",
                "SecretKeyFactory.getInstance(\"PBKDF2WithHmacSHA512\")",
                "cipherSecret = \"AES/CFB8/NoPadding\"",
                "findCredentialByIdInItemGroup(\"lazy2-cred\", null)",
            })
    void leavesPlaceholdersAndReferencesAlone(String line) {
        assertThat(SecretSearch.search("src/app.js", line)).isEmpty();
        assertThat(SecretSearch.search("settings.yaml", line)).isEmpty();
    }

    @Test
    void findsPrivateKeysButNotTheMereMentionOfOne() {
        String first = "-----BEGIN RSA PRIVATE" + " KEY-----";
        String material = "MIIEowIBAAKCAQEA".repeat(4);

        assertThat(search("key.pem", first + "\n" + material)).containsExactly("private-key");
        assertThat(search("key.pem", first + "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,00\n\n" + material))
                .containsExactly("private-key");
        assertThat(search("app.js", "const key = '" + first + "\\n" + material + "'"))
                .containsExactly("private-key");
        assertThat(search("app.js", "if (text.startsWith('" + first + "')) {\n  return true;\n}"))
                .isEmpty();
    }

    @Test
    void leavesTheHashesOfLockFilesAlone() {
        String line = "token: f83Kd92Lmx" + "0Qz81Vbn47";

        assertThat(search("web/yarn.lock", line)).isEmpty();
        assertThat(search("web/app.yaml", line)).containsExactly("generic-secret");
    }

    @Test
    void neverRepeatsTheSecret() {
        String secret = "ghp_q9Xw3eR7tY1uI5oP2aS8dF4gH6jK0lZx" + "CvBn";

        assertThat(SecretSearch.search("a.txt", secret).toString()).doesNotContain(secret);
    }

    @Test
    void saysWhatToDoAboutASecret() {
        assertThat(SecretSearch.search("a.txt", "ghp_q9Xw3eR7tY1uI5oP2aS8dF4gH6jK0lZx" + "CvBn"))
                .extracting(Finding::title, Finding::severity, Finding::kind)
                .containsExactly(tuple(
                        "GitHub personal access token in the source: revoke it in GitHub under Settings, Developer settings, and pass a new one by environment or file",
                        Severity.CRITICAL,
                        FindingKind.SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"autodeploy:allow", "gitleaks:allow"})
    void leavesAMarkedLineAlone(String mark) {
        String line = "api_key: f83Kd92Lmx" + "0Qz81Vbn47";

        assertThat(search("app.yaml", line + " # " + mark)).isEmpty();
        assertThat(SecretSearch.search("app.yaml", "# " + mark + "\n" + line))
                .extracting(Finding::location)
                .containsExactly("app.yaml:2");
    }

    @Test
    void reportsARuleOncePerLineAndEachLine() {
        String token = "ghp_q9Xw3eR7tY1uI5oP2aS8dF4gH6jK0lZx" + "CvBn";

        assertThat(SecretSearch.search("a.txt", token + " " + token + "\n" + token))
                .extracting(Finding::location)
                .containsExactly("a.txt:1", "a.txt:2");
    }

    @Test
    void reportsASecretByTheMostTellingRuleAlone() {
        assertThat(search("a.env", "API_KEY=ghp_q9Xw3eR7tY1uI5oP2aS8dF4gH6jK0lZx" + "CvBn"))
                .containsExactly("github-pat");
    }

    @Test
    void takesNoTokenOutOfALongerText() {
        String token = "ghp_q9Xw3eR7tY1uI5oP2aS8dF4gH6jK0lZx" + "CvBn";

        assertThat(search("a.txt", "x" + token)).isEmpty();
        assertThat(search("a.txt", token + "x")).isEmpty();
        assertThat(search("a.java", "\"first\\n" + token + "\"")).containsExactly("github-pat");
    }

    @Test
    void findsAValueBesideItsNameOnTheNextLine() {
        assertThat(SecretSearch.search("app.yaml", "- name: API_KEY\n  value: f83Kd92Lmx" + "0Qz81Vbn47"))
                .extracting(Finding::id, Finding::location)
                .containsExactly(tuple("generic-secret", "app.yaml:2"));
    }

    @Test
    void takesAValueWithoutQuotesInAProgramForAName() {
        String line = "api_key = f83Kd92Lmx" + "0Qz81Vbn47";

        assertThat(search("app.py", line)).isEmpty();
        assertThat(search("app.ini", line)).containsExactly("generic-secret");
    }

    @Test
    void findsPasswordsInFilesThatAreForThem() {
        assertThat(search(".netrc", "machine a.io login b password kX92" + "mQpL7"))
                .containsExactly("netrc-password");
        assertThat(search("notes.txt", "machine a.io login b password kX92" + "mQpL7"))
                .isEmpty();
    }

    @Test
    void countsLinesOfWindowsToo() {
        assertThat(SecretSearch.search("a.ini", "a=1\r\nb=2\r\napi_key=f83Kd92Lmx" + "0Qz81Vbn47\r\n"))
                .extracting(Finding::location)
                .containsExactly("a.ini:3");
    }

    private static List<String> search(String path, String line) {
        return SecretSearch.search(path, line).stream().map(Finding::id).toList();
    }
}
