package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * A route {@code web} of a kind that is not the cluster's own.
 *
 * @param before its specification at first
 */
record CustomRoutes(Resource<GenericKubernetesResource> route, JsonNode before) {
    private static final String VERSION = "v1";

    /** Makes the kind known where it is not, and a route of it. */
    static CustomRoutes in(KubernetesClient admin, String namespace, String group, String kind, ObjectNode spec) {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        define(admin, group, kind, plural);
        GenericKubernetesResource route = new GenericKubernetesResourceBuilder()
                .withApiVersion(group + "/" + VERSION)
                .withKind(kind)
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build();
        Resource<GenericKubernetesResource> resource = admin.genericKubernetesResources(
                        new ResourceDefinitionContext.Builder()
                                .withGroup(group)
                                .withVersion(VERSION)
                                .withKind(kind)
                                .withPlural(plural)
                                .withNamespaced(true)
                                .build())
                .inNamespace(namespace)
                .resource(route);
        resource.create();
        return new CustomRoutes(resource, spec(resource));
    }

    JsonNode spec() {
        return spec(route);
    }

    /** Where its requests go, as {@code web 75, web-canary 25}. */
    String weights() {
        JsonNode spec = spec();
        JsonNode destinations = spec.has("rules") ? spec.at("/rules/0/backendRefs") : spec.at("/http/0/route");
        return StreamSupport.stream(destinations.spliterator(), false)
                .map(destination -> (destination.path("name").asText()
                                + destination.at("/destination/host").asText() + " "
                                + destination.path("weight").asText())
                        .strip())
                .collect(Collectors.joining(", "));
    }

    private static JsonNode spec(Resource<GenericKubernetesResource> route) {
        return new ObjectMapper().valueToTree(route.get().get("spec"));
    }

    private static void define(KubernetesClient admin, String group, String kind, String plural) {
        admin.apiextensions()
                .v1()
                .customResourceDefinitions()
                .resource(new CustomResourceDefinitionBuilder()
                        .withNewMetadata()
                        .withName(plural + "." + group)
                        .addToAnnotations("api-approved.kubernetes.io", "unapproved, for tests")
                        .endMetadata()
                        .withNewSpec()
                        .withGroup(group)
                        .withNewNames()
                        .withKind(kind)
                        .withPlural(plural)
                        .endNames()
                        .withScope("Namespaced")
                        .addNewVersion()
                        .withName(VERSION)
                        .withServed(true)
                        .withStorage(true)
                        .withNewSchema()
                        .withNewOpenAPIV3Schema()
                        .withType("object")
                        .withXKubernetesPreserveUnknownFields(true)
                        .endOpenAPIV3Schema()
                        .endSchema()
                        .endVersion()
                        .endSpec()
                        .build())
                .serverSideApply();
        Awaitility.await("the kind to be served").until(() -> admin.getApiResources(group + "/" + VERSION) != null);
    }
}
