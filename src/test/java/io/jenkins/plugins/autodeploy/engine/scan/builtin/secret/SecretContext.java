package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where people leave a secret. A pattern has the name in the style that is usual there, and the secret as {@code %s}; » marks its line. */
enum SecretContext {
    ENV(".env", "PORT=8080\n»$NAME=%s\n"),
    ENV_QUOTED(".env.production", "PORT=8080\n»$NAME=\"%s\"\n"),
    YAML("config.yaml", "shop:\n  port: 8080\n»  $kebab-name: %s\n"),
    YAML_QUOTED("values.yml", "shop:\n»  $camelName: \"%s\"\n  port: 8080\n"),
    JSON("config.json", "{\n  \"port\": 8080,\n»  \"$camelName\": \"%s\"\n}\n"),
    PYTHON("settings.py", "import os\n\n»$NAME = '%s'\n"),
    PYTHON_TYPED("config.py", "class Settings:\n»    $snake_name: str = \"%s\"\n"),
    JAVA("Configuration.java", "final class Configuration {\n»    private static final String $NAME = \"%s\";\n}\n"),
    JAVASCRIPT("config.js", "module.exports = {\n»  $camelName: '%s',\n};\n"),
    TYPESCRIPT("config.ts", "import http from 'http';\n»const $camelName: string = \"%s\";\n"),
    PROPERTIES("application.properties", "server.port=8080\n»$dotted.name=%s\n"),
    SHELL("deploy.sh", "#!/bin/sh\nset -e\n»export $NAME=%s\n"),
    SHELL_QUOTED("run.sh", "#!/bin/sh\n»$NAME='%s'\n"),
    DOCKERFILE("Dockerfile", "FROM alpine:3\n»ENV $NAME=%s\nCMD [\"run\"]\n"),
    KUBERNETES("deployment.yaml", "kind: Deployment\nspec:\n  env:\n    - name: $NAME\n»      value: \"%s\"\n"),
    INI("app.ini", "[shop]\n»$snake_name = %s\n"),
    TOML("config.toml", "[shop]\n»$snake_name = \"%s\"\n"),
    MARKDOWN("README.md", "Set it before you start:\n\n```\n»export $NAME=%s\n```\n"),
    GO("main.go", "package main\n\n»var $camelName = \"%s\"\n"),
    TERRAFORM("main.tf", "provider \"shop\" {\n»  $snake_name = \"%s\"\n}\n"),
    JENKINSFILE("Jenkinsfile", "pipeline {\n  environment {\n»    $NAME = '%s'\n  }\n}\n"),
    PHP("config.php", "<?php\nreturn [\n»  '$snake_name' => '%s',\n];\n"),
    RUBY("shop.rb", "Shop.configure do |c|\n»  c.$snake_name = \"%s\"\nend\n"),
    CURL("smoke.sh", "set -e\n»curl -fsS -H \"X-$Header-Name: %s\" https://api.shop.io/orders\n");

    private final String file;
    private final String pattern;

    SecretContext(String file, String pattern) {
        this.file = file;
        this.pattern = pattern;
    }

    /** @param words of the name, in lower case */
    SecretCase with(String what, String words, String secret) {
        List<String> parts = Arrays.asList(words.split(" "));
        String named = pattern.replace("$NAME", String.join("_", parts).toUpperCase(Locale.ROOT))
                .replace("$kebab-name", String.join("-", parts))
                .replace("$snake_name", String.join("_", parts))
                .replace("$dotted.name", String.join(".", parts))
                .replace(
                        "$Header-Name",
                        parts.stream().map(SecretContext::capitalised).collect(Collectors.joining("-")))
                .replace(
                        "$camelName",
                        parts.get(0)
                                + parts.stream()
                                        .skip(1)
                                        .map(SecretContext::capitalised)
                                        .collect(Collectors.joining()));
        return SecretCase.marked(what + " in " + name().toLowerCase(Locale.ROOT), file, named.replace("%s", secret));
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
