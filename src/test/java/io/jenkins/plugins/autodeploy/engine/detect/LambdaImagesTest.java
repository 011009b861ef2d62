package io.jenkins.plugins.autodeploy.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaImagesTest {
    @TempDir
    private Path project;

    @ParameterizedTest
    @CsvSource({
        "public.ecr.aws/lambda/nodejs:22, handler.js, javascript, nodejs:22",
        "public.ecr.aws/lambda/python:3.13, app.py, python, python:3.13",
        "public.ecr.aws/lambda/java:21, App.java, java, java:21",
        "public.ecr.aws/lambda/dotnet:8, Function.cs, csharp, dotnet:8",
        "public.ecr.aws/lambda/ruby:3.3, app.rb, ruby, ruby:3.3",
        "public.ecr.aws/lambda/go:1, main.go, go, go:1",
        "public.ecr.aws/lambda/provided:al2023, main.rs, rust, provided:al2023",
        "amazon/aws-lambda-python:3.12, app.py, python, python:3.12",
        "amazon/aws-lambda-provided:al2, main.go, go, provided:al2"
    })
    void makeAFunctionOfTheirLanguage(String image, String source, String language, String runtime) throws Exception {
        Files.writeString(project.resolve("Dockerfile"), "FROM %s\nCOPY . .\nCMD [\"app.handler\"]\n".formatted(image));
        Files.writeString(project.resolve(source), "");

        Component component = ProjectDetector.standard().detect(project).main();

        assertThat(component.kind()).isEqualTo(ComponentKind.FUNCTION);
        assertThat(component.language()).isEqualTo(language);
        assertThat(component.lambdaRuntime()).isEqualTo(runtime);
    }
}
