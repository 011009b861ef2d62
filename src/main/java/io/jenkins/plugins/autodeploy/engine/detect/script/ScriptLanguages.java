package io.jenkins.plugins.autodeploy.engine.detect.script;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import java.util.List;

/** The languages whose projects need nothing but data to be described. */
public final class ScriptLanguages {
    private static final ScriptLanguage PERL = new ScriptLanguage(
            "Perl",
            "perl",
            "perl",
            "5.40",
            List.of("cpanfile", "Makefile.PL", "dist.ini"),
            List.of("app.psgi", "app.pl", "main.pl", "server.pl", "*.pl"),
            "cpanm --installdeps .",
            "",
            "perl {program}",
            List.of(
                    Framework.server("mojolicious", 3000, "Mojolicious")
                            .start("perl {program} daemon -l http://*:{port}"),
                    Framework.server("dancer", 5000, "Dancer2", "Dancer")
                            .start("plackup --host 0.0.0.0 --port {port} {program}"),
                    Framework.server("plack", 5000, "app.psgi", "Plack")
                            .start("plackup --host 0.0.0.0 --port {port} {program}")));
    private static final ScriptLanguage LUA = new ScriptLanguage(
            "Lua",
            "lua",
            "lua",
            "5.4",
            List.of("*.rockspec"),
            List.of("app.lua", "main.lua", "init.lua", "server.lua", "*.lua"),
            "luarocks make --only-deps",
            "",
            "lua {program}",
            List.of(
                    Framework.server("lapis", 8080, "lapis").start("lapis server production"),
                    Framework.server("pegasus", 9090, "pegasus").start("lua {program}")));
    private static final ScriptLanguage R = new ScriptLanguage(
            "R",
            "r",
            "r",
            "4.4",
            List.of("renv.lock", "DESCRIPTION"),
            List.of("app.R", "server.R", "plumber.R", "api.R", "main.R", "*.R"),
            "",
            "",
            "Rscript {program}",
            List.of(
                    Framework.server("plumber", 8000, "plumber", "#* @get")
                            .start("Rscript -e plumber::pr_run(plumber::pr('{program}'),host='0.0.0.0',port={port})"),
                    Framework.server("shiny", 3838, "shiny")
                            .start("Rscript -e shiny::runApp('.',host='0.0.0.0',port={port})")));
    private static final ScriptLanguage SCHEME = new ScriptLanguage(
            "Scheme",
            "scheme",
            "guile",
            "3.0",
            List.of("haunt.scm"),
            List.of("main.scm", "init.scm", "*.scm", "*.ss"),
            "",
            "",
            "guile {program}",
            List.of(Framework.site("haunt", "site", "haunt.scm").start("haunt build")));
    private static final ScriptLanguage COBOL = new ScriptLanguage(
            "COBOL",
            "cobol",
            "gnucobol",
            "3",
            List.of(),
            List.of("index.cbl", "src/index.cbl", "main.cbl", "*.cbl", "*.cob", "*.CBL", "src/main.cbl"),
            "",
            "cobc -x -o bin/app {program}",
            "bin/app",
            List.of());
    private static final ScriptLanguage SHELL = new ScriptLanguage(
            "Shell",
            "shell",
            "bash",
            "5",
            List.of(),
            List.of("start.sh", "run.sh", "main.sh", "entrypoint.sh"),
            "",
            "",
            "bash {program}",
            List.of());

    private ScriptLanguages() {}

    public static List<Ecosystem> ecosystems() {
        return List.of(
                new ScriptEcosystem(PERL),
                new ScriptEcosystem(LUA),
                new ScriptEcosystem(R),
                new ScriptEcosystem(SCHEME),
                new ScriptEcosystem(COBOL),
                new ScriptEcosystem(SHELL));
    }
}
