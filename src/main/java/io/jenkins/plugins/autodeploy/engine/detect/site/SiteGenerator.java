package io.jenkins.plugins.autodeploy.engine.detect.site;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program that makes a site of pages and is installed on its own, rather than by a package manager of the project, as data.
 *
 * @param rule its packages are the configuration files, of which one is there
 * @param says something in that file that only this generator understands
 * @param directories of which one is there; none when the file says enough
 * @param language what it and its templates are written in
 * @param build the command that makes the site
 */
record SiteGenerator(Framework rule, Pattern says, List<String> directories, String language, String build) {
    private static final Pattern ANYTHING = Pattern.compile("");

    static final List<SiteGenerator> ALL = List.of(
            new SiteGenerator(
                    Framework.site(
                            "hugo",
                            "public",
                            "hugo.toml",
                            "hugo.yaml",
                            "hugo.yml",
                            "hugo.json",
                            "config/_default/hugo.toml",
                            "config/_default/config.toml"),
                    ANYTHING,
                    List.of(),
                    "go",
                    "hugo --minify"),
            new SiteGenerator(
                    Framework.site("hugo", "public", "config.toml", "config.yaml", "config.yml"),
                    Pattern.compile("(?im)^[ \\t]*\"?baseURL"),
                    List.of("content", "archetypes", "themes", "layouts"),
                    "go",
                    "hugo --minify"),
            new SiteGenerator(
                    Framework.site("zola", "public", "config.toml", "zola.toml"),
                    Pattern.compile("(?m)^[ \\t]*base_url\\s*="),
                    List.of(),
                    "rust",
                    "zola build"),
            new SiteGenerator(
                    Framework.site("mdbook", "book", "book.toml"),
                    Pattern.compile("(?m)^\\[book]"),
                    List.of(),
                    "rust",
                    "mdbook build"),
            new SiteGenerator(
                    Framework.site("mkdocs", "site", "mkdocs.yml", "mkdocs.yaml"),
                    Pattern.compile("(?m)^site_name:"),
                    List.of(),
                    "python",
                    "mkdocs build"),
            new SiteGenerator(
                    Framework.site("jekyll", "_site", "_config.yml", "_config.yaml"),
                    ANYTHING,
                    List.of("_posts", "_layouts", "_includes"),
                    "ruby",
                    "jekyll build"));
}
