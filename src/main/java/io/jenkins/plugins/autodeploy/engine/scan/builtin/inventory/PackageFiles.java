package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The files that name packages in versions: lock files of each ecosystem, and the descriptions that installed packages carry.
 *
 * <table>
 * <caption>Files by ecosystem</caption>
 * <tr><th>Ecosystem</th><th>Locked</th><th>Installed</th></tr>
 * <tr><td>npm</td><td>{@code package-lock.json}, {@code npm-shrinkwrap.json} (1 to 3), {@code yarn.lock} (1 and since 2), {@code pnpm-lock.yaml} (5, 6, 9),
 *   {@code bun.lock}</td><td>{@code node_modules/NAME/package.json}</td></tr>
 * <tr><td>PyPI</td><td>{@code poetry.lock}, {@code Pipfile.lock}, {@code uv.lock}, {@code pdm.lock}, {@code pylock.toml}, {@code requirements*.txt} and
 *   {@code requirements/*.txt} (pinned by {@code ==})</td><td>{@code *.dist-info/METADATA}, {@code *.egg-info/PKG-INFO}, {@code *.egg-info}</td></tr>
 * <tr><td>Maven</td><td>{@code gradle.lockfile}, {@code buildscript-gradle.lockfile}, {@code pom.xml} (versions that it tells itself)</td><td>{@code
 *   META-INF/maven/GROUP/ARTIFACT/pom.properties}, and whole archives by {@link JarPackages}</td></tr>
 * <tr><td>Go</td><td>{@code go.mod}</td><td></td></tr>
 * <tr><td>crates.io</td><td>{@code Cargo.lock}</td><td></td></tr>
 * <tr><td>Packagist</td><td>{@code composer.lock}</td><td>{@code composer/installed.json}</td></tr>
 * <tr><td>RubyGems</td><td>{@code Gemfile.lock}, {@code gems.locked}</td><td>{@code specifications/*.gemspec}</td></tr>
 * <tr><td>NuGet</td><td>{@code packages.lock.json}, {@code project.assets.json}, {@code packages.config}, {@code Directory.Packages.props}</td><td>{@code
 *   *.deps.json}</td></tr>
 * </table>
 *
 * Lock files that come with installed packages ({@code node_modules/NAME/yarn.lock}) are not read: they lock nothing that is installed. What a file tells
 * of packages that no registry has (directories, repositories, archives elsewhere) is left out where it gives them no version.
 */
public final class PackageFiles {
    /** Where tools put packages. Lock files in there are those that the packages' makers worked with: they lock nothing that is installed. */
    private static final Pattern OF_OTHERS = Pattern.compile(
            "(?:.*/)?(?:node_modules|site-packages|dist-packages|vendor|META-INF|pkg/mod|\\.cargo/registry"
                    + "|gems/[^/]+-\\d[^/]*)/.*");

    private static final List<EcosystemFiles> ECOSYSTEMS = List.of(
            new NodeFiles(),
            new PythonFiles(),
            new JavaFiles(),
            new GoFiles(),
            new RustFiles(),
            new PhpFiles(),
            new RubyFiles(),
            new DotnetFiles());

    private PackageFiles() {}

    /** Whether a file names packages, by its path within the target. */
    public static boolean reads(String path) {
        return format(path) != null;
    }

    /**
     * The packages that a file names, each once: at most {@value PackageList#MOST_PACKAGES} in at most 32 MB, or 8 MB of TOML and XML.
     *
     * @param path within the target, with {@code /}
     * @throws UnreadablePackageFileException when it is not what its name says
     */
    public static List<SoftwarePackage> read(String path, byte[] content) throws UnreadablePackageFileException {
        PackageFormat format = format(path);
        if (format == null) {
            throw new UnreadablePackageFileException(path, "it is of no known format");
        }
        if (content.length > PackageFile.LARGEST) {
            throw new UnreadablePackageFileException(
                    path, "it is larger than %d MB".formatted(PackageFile.LARGEST >> 20));
        }
        PackageList found = new PackageList(path);
        try {
            format.read(new PackageFile(path, content), found);
        } catch (MalformedContentException e) {
            throw new UnreadablePackageFileException(path, e.getMessage());
        } catch (IOException e) {
            throw new UnreadablePackageFileException(path, "it does not follow its format");
        }
        return found.all();
    }

    @CheckForNull
    private static PackageFormat format(String path) {
        PackageFormat locked = first(path, EcosystemFiles::locked);
        if (locked == null) {
            return first(path, EcosystemFiles::installed);
        }
        return OF_OTHERS.matcher(path).matches() ? null : locked;
    }

    @CheckForNull
    private static PackageFormat first(String path, BiFunction<EcosystemFiles, String, PackageFormat> format) {
        return ECOSYSTEMS.stream()
                .map(ecosystem -> format.apply(ecosystem, path))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
