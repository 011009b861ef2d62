package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each list is ascending; each is taken from, or made by, the ecosystem's own documentation and tests. */
class VersionOrderTest {
    @Test
    void semanticVersionsAreOrderedAsItem11Says() {
        ascending(
                "npm",
                "0.0.0-0",
                "0.9.10",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.10",
                "1.2.0",
                "10.0.0",
                "20240101123456789012345678901234567890.0.0");
    }

    @Test
    void goOrdersPseudoVersionsByTheirTime() {
        ascending(
                "Go",
                "v0.0.0-20190101000000-abcdefabcdef",
                "0.0.0-20210101000000-000000000000",
                "v0.1.0-pre.0.20220101000000-abcdefabcdef",
                "v0.1.0",
                "v1.2.3-0.20191109021931-daa7c04131f5",
                "v1.2.3",
                "v2.0.0+incompatible");
    }

    @Test
    void buildMetadataCountsForDartAlone() {
        assertThat(order("npm").compare("1.0.0+1", "1.0.0+2")).isZero();
        assertThat(order("crates.io").compare("1.0.0+1", "1.0.0")).isZero();
        ascending("Pub", "1.0.0", "1.0.0+1", "1.0.0+2", "1.0.0+10", "1.0.1");
    }

    @Test
    void pythonsAreOrderedAsPep440Says() {
        ascending(
                "PyPI",
                "1.dev0",
                "1.0.dev456",
                "1.0a1",
                "1.0a2.dev456",
                "1.0a12.dev456",
                "1.0a12",
                "1.0b1.dev456",
                "1.0b2",
                "1.0b2.post345.dev456",
                "1.0b2.post345",
                "1.0rc1.dev456",
                "1.0rc1",
                "1.0",
                "1.0+abc.5",
                "1.0+abc.7",
                "1.0+5",
                "1.0.post456.dev34",
                "1.0.post456",
                "1.0.15",
                "1.1.dev1",
                "20240101123456789",
                "1!0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0.0",
        "1.0alpha, 1.0a0",
        "1.0-1, 1.0.post1",
        "1.0.rev2, 1.0-r2",
        "1.0C1, 1.0rc1",
        "v1.0, 1.0",
        "1.0.preview3, 1.0rc3",
        "1.0-dev, 1.0.dev0",
        "1.0+ubuntu-1, 1.0+ubuntu.1",
        "0!1.0, 1.0",
        "01.02, 1.2"
    })
    void pythonSpellingsOfTheSameVersionAreEqual(String one, String other) {
        same("PyPI", one, other);
    }

    @Test
    void mavensAreOrderedAsItsSpecificationSays() {
        ascending(
                "Maven",
                "1-alpha-2",
                "1-alpha-10",
                "1-beta1",
                "1-milestone-3",
                "1-rc1",
                "1-SNAPSHOT",
                "1",
                "1-sp",
                "1-abc",
                "1-1",
                "1.1",
                "1.1.20240101123456789");
        same("Maven", "1.0.0", "1");
        same("Maven", "1.0.Final", "1.0");
        same("Maven", "1-cr1", "1-rc1");
        same("Maven", "1-a1", "1-alpha-1");
    }

    @Test
    void gemsAreOrderedAsGemVersionSays() {
        ascending(
                "RubyGems",
                "0.9",
                "1.0.a.2",
                "1.0.b1",
                "1.0.0.beta2",
                "1.0.0.pre1",
                "1.0.0.pre2",
                "1.0.0.pre10",
                "1.0.0.rc1",
                "1.0",
                "1.0.1",
                "1.8.2.a",
                "1.8.2.a9",
                "1.8.2.a10",
                "1.8.2",
                "1.10");
        same("RubyGems", "1.0", "1.0.0");
        same("RubyGems", "1.0.0-rc1", "1.0.0.pre.rc1");
        same("RubyGems", "1.0.a", "1.a");
    }

    @Test
    void nugetHasAFourthNumberAndNoCase() {
        ascending(
                "NuGet",
                "1.0.0-alpha",
                "1.0.0-Alpha.2",
                "1.0.0-alpha.10",
                "1.0.0-beta",
                "1.0.0",
                "1.0.0.1-rc",
                "1.0.0.1",
                "1.0.1",
                "1.0.7.22",
                "1.0.10");
        same("NuGet", "1.0", "1.0.0.0");
        same("NuGet", "1.00.01.1", "1.0.1.1");
        same("NuGet", "1.0.0-BETA", "1.0.0-beta");
        same("NuGet", "1.0.0+meta", "1.0.0");
    }

    @Test
    void composerOrdersByStability() {
        ascending(
                "Packagist",
                "1.0.0-dev",
                "1.0.0-alpha1",
                "1.0.0-a2",
                "1.0.0-beta",
                "1.0.0beta2-dev",
                "1.0.0beta2",
                "1.0.0-b10",
                "1.0.0-RC1",
                "1.0.0-rc.2",
                "1.0.0",
                "1.0.0-p1",
                "1.0.0-patch2",
                "1.0.0.1",
                "v1.0.1",
                "2010.01.02");
        same("Packagist", "1.0", "v1.0.0.0");
        same("Packagist", "1.0.0-stable", "1.0.0");
        same("Packagist", "1.0.0-b2", "1.0.0-beta2");
    }

    @Test
    void dpkgsAreOrderedAsItsPolicySays() {
        ascending(
                "Debian:12",
                "1.0~~",
                "1.0~~a",
                "1.0~",
                "1.0~rc1-1",
                "1.0",
                "1.0-1~bpo12+1",
                "1.0-1",
                "1.0-1+b1",
                "1.0-1+deb12u1",
                "1.0-1.1",
                "1.0a",
                "1.0+dfsg-1",
                "1.0.1",
                "1.9",
                "1.10",
                "20240101123456789012",
                "1:0.1",
                "2:0");
        same("Debian:12", "0:1.0", "1.0");
        same("Debian:12", "1.0-0", "1.0");
        same("Ubuntu:22.04", "1.00", "1.0");
    }

    @Test
    void apksAreOrderedAsApkToolsSays() {
        ascending(
                "Alpine:v3.20",
                "0.1.0_alpha",
                "0.1.0_alpha1",
                "0.1.0_beta2",
                "0.1.0_pre2",
                "0.1.0_rc1_pre1",
                "0.1.0_rc1",
                "0.1.0",
                "0.1.0-r1",
                "0.1.0-r10",
                "0.1.0_git20240101",
                "0.1.0_p1",
                "0.1.0_p12",
                "0.1.0a",
                "0.1.0b",
                "0.1.0.0",
                "0.1.03",
                "0.1.1",
                "0.1.9",
                "0.1.10",
                "2.0",
                "10.0");
    }

    @Test
    void rpmsAreOrderedAsRpmSays() {
        ascending(
                "Rocky Linux:9",
                "1.0~beta-1",
                "1.0~rc1-1",
                "1.0-1",
                "1.0-1.el9",
                "1.0-1.el9_2",
                "1.0-1.el9_2.1",
                "1.0-10",
                "1.0^20240101-1",
                "1.0a-1",
                "1.0.1-1",
                "1.1-1",
                "1.10-1",
                "20240101123456789012-1",
                "1:0.1-1");
        same("Red Hat:enterprise_linux:9", "1.0.fc4", "1.0.fc.4");
        same("Red Hat:enterprise_linux:9", "1.05", "1.5");
        same("Red Hat:enterprise_linux:9", "0:1.0-1", "1.0-1");
        same("Red Hat:enterprise_linux:9", "1_0", "1.0");
        same("Red Hat:enterprise_linux:9", "1.0", "1.0-7");
    }

    @Test
    void librariesAreOrderedAsRetireDoes() {
        RetireOrder order = new RetireOrder();
        ascending(order, List.of("1.9.0b1", "1.9.0", "1.9.1", "1.12.0", "3.0.0-beta1", "3.0.0-rc1", "3.0.0.1"));
        assertThat(order.compare("1.2", "1.2.0")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "npm, file:../local",
        "npm, latest",
        "npm, ''",
        "Go, (devel)",
        "PyPI, 2004d",
        "PyPI, 1.0+",
        "Packagist, dev-main",
        "NuGet, 1.0.0.0.0",
        "RubyGems, 1.0.",
        "Debian:12, a b",
        "Alpine:v3.20, 1.0-1",
        "Red Hat, a:b-c",
        "Maven, ' '"
    })
    void whatIsNoVersionIsNotOrdered(String ecosystem, String version) {
        assertThat(order(ecosystem).orders(version)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"npm", "Pub", "PyPI", "RubyGems", "NuGet", "Packagist", "Debian", "Alpine", "Red Hat", "Maven"})
    void endlessTextIsNotOrdered(String ecosystem) {
        assertThat(order(ecosystem).orders("1." + "0".repeat(100_000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm", "PyPI", "RubyGems", "NuGet", "Packagist", "Debian", "Alpine", "Red Hat"})
    void comparingWhatIsNoVersionIsRefused(String ecosystem) {
        assertThatThrownBy(() -> order(ecosystem).compare("1.0", "\u0000 ?"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEcosystemWithoutKnownRulesHasNoOrder() {
        assertThat(VersionOrder.of("GIT")).isEmpty();
        assertThat(VersionOrder.of("")).isEmpty();
    }

    private static VersionOrder order(String ecosystem) {
        return VersionOrder.of(ecosystem).orElseThrow();
    }

    private static void same(String ecosystem, String one, String other) {
        assertThat(order(ecosystem).compare(one, other))
                .as(one + " and " + other)
                .isZero();
        assertThat(order(ecosystem).compare(other, one))
                .as(other + " and " + one)
                .isZero();
    }

    private static void ascending(String ecosystem, String... versions) {
        ascending(order(ecosystem), List.of(versions));
    }

    /** Every pair, both ways round. */
    private static void ascending(VersionOrder order, List<String> versions) {
        for (int i = 0; i < versions.size(); i++) {
            assertThat(order.orders(versions.get(i))).as(versions.get(i)).isTrue();
            for (int j = 0; j < versions.size(); j++) {
                assertThat(Integer.signum(order.compare(versions.get(i), versions.get(j))))
                        .as(versions.get(i) + " compared with " + versions.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }
}
