package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The kinds of objects that can divide requests between Services, the most exact first, and where they say to which. Pure. */
public enum RouteKind {
    /** Weights are relative to each other. */
    HTTP_ROUTE(
            "httpRoute",
            "HTTPRoute",
            Trial.Means.HTTP_ROUTE,
            "/spec/rules",
            List.of("gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1")) {
        @Override
        boolean leadsTo(ObjectNode object, String service, String namespace) {
            return stream(object.at("/spec/rules"))
                    .flatMap(rule -> stream(rule.path("backendRefs")))
                    .anyMatch(ref -> isService(ref, service, namespace));
        }

        @Override
        JsonNode divided(Trial trial, String namespace, JsonNode held, int weight) {
            ArrayNode rules = held.deepCopy();
            for (JsonNode rule : rules) {
                if (rule.path("backendRefs") instanceof ArrayNode refs) {
                    ((ObjectNode) rule).set("backendRefs", divide(trial, namespace, refs, weight));
                }
            }
            return rules;
        }

        private ArrayNode divide(Trial trial, String namespace, ArrayNode refs, int weight) {
            if (stream(refs).noneMatch(ref -> isOneOf(trial, ref, namespace))) {
                return refs;
            }
            int unit = stream(refs).anyMatch(ref -> weight(ref) > MOST_WEIGHT / WHOLE) ? 1 : WHOLE;
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            for (JsonNode ref : refs) {
                int whole = weight(ref) * unit;
                if (isOneOf(trial, ref, namespace)) {
                    int share = part(whole, weight);
                    all.add(((ObjectNode) ref.deepCopy()).put("weight", whole - share));
                    all.add(((ObjectNode) ref.deepCopy())
                            .put("name", ref.path("name").asText() + trial.suffix())
                            .put("weight", share));
                } else {
                    all.add(((ObjectNode) ref.deepCopy()).put("weight", whole));
                }
            }
            return all;
        }

        private boolean isOneOf(Trial trial, JsonNode ref, String namespace) {
            return trial.services().stream().anyMatch(service -> isService(ref, service, namespace));
        }

        private boolean isService(JsonNode ref, String service, String namespace) {
            return ref.path("name").asText().equals(service)
                    && ref.path("kind").asText("Service").equals("Service")
                    && ref.path("group").asText("").isEmpty()
                    && ref.path("namespace").asText(namespace).equals(namespace);
        }

        private int weight(JsonNode ref) {
            return ref.path("weight").asInt(1);
        }
    },

    /** Weights are percent; the only destination of a route has all. */
    VIRTUAL_SERVICE(
            "istio",
            "VirtualService",
            Trial.Means.ISTIO,
            "/spec/http",
            List.of("networking.istio.io/v1", "networking.istio.io/v1beta1", "networking.istio.io/v1alpha3")) {
        @Override
        boolean leadsTo(ObjectNode object, String service, String namespace) {
            return stream(object.at("/spec/http"))
                    .flatMap(http -> stream(http.path("route")))
                    .anyMatch(route -> isHost(route, service, namespace));
        }

        @Override
        JsonNode divided(Trial trial, String namespace, JsonNode held, int weight) {
            ArrayNode all = held.deepCopy();
            for (JsonNode http : all) {
                if (http.path("route") instanceof ArrayNode routes) {
                    ((ObjectNode) http).set("route", divide(trial, namespace, routes, weight));
                }
            }
            return all;
        }

        private ArrayNode divide(Trial trial, String namespace, ArrayNode routes, int weight) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            for (JsonNode route : routes) {
                String host = route.at("/destination/host").asText();
                String service = host.split("\\.", 2)[0];
                if (trial.services().contains(service) && isHost(route, service, namespace)) {
                    int whole = route.path("weight").asInt(routes.size() == 1 ? WHOLE : 0);
                    int share = part(whole, weight);
                    ObjectNode second = ((ObjectNode) route.deepCopy()).put("weight", share);
                    second.withObject("/destination")
                            .put("host", service + trial.suffix() + host.substring(service.length()))
                            .remove("subset"); // is one of the first Service's DestinationRule
                    all.add(((ObjectNode) route.deepCopy()).put("weight", whole - share));
                    all.add(second);
                } else {
                    all.add(route);
                }
            }
            return all;
        }

        private boolean isHost(JsonNode route, String service, String namespace) {
            String host = route.at("/destination/host").asText();
            return host.equals(service)
                    || host.equals(service + "." + namespace)
                    || host.startsWith(service + "." + namespace + ".svc");
        }
    },

    /** Divided by a second Ingress, so that the first one stays as it is. */
    INGRESS("ingress", "Ingress", Trial.Means.INGRESS, "/spec/rules", List.of("networking.k8s.io/v1")) {
        @Override
        boolean leadsTo(ObjectNode object, String service, String namespace) {
            return stream(object.at("/spec/rules"))
                    .flatMap(rule -> stream(rule.at("/http/paths")))
                    .map(path -> path.path("backend"))
                    .anyMatch(backend -> backend.at("/service/name").asText().equals(service)
                            || backend.path("serviceName").asText().equals(service));
        }

        @Override
        JsonNode divided(Trial trial, String namespace, JsonNode held, int weight) {
            return held;
        }
    };

    private static final int WHOLE = 100;

    /** What the Gateway API allows. */
    private static final int MOST_WEIGHT = 1_000_000;

    private final String parameter;
    private final String kind;
    private final Trial.Means means;
    private final String pointer;
    private final List<String> apiVersions;

    RouteKind(String parameter, String kind, Trial.Means means, String pointer, List<String> apiVersions) {
        this.parameter = parameter;
        this.kind = kind;
        this.means = means;
        this.pointer = pointer;
        this.apiVersions = apiVersions;
    }

    /** What users name it by. */
    public String parameter() {
        return parameter;
    }

    public String kind() {
        return kind;
    }

    public Trial.Means means() {
        return means;
    }

    /** Where such an object says where requests go. */
    String pointer() {
        return pointer;
    }

    /** The newest first. */
    List<String> apiVersions() {
        return apiVersions;
    }

    /** Whether it sends requests to a Service of that namespace, which is its own. */
    abstract boolean leadsTo(ObjectNode object, String service, String namespace);

    /**
     * @param held what is at {@link #pointer} where nothing is divided
     * @param weight the second workload's share, in percent
     * @return what is to be there; all but the destinations concerned is as before
     */
    abstract JsonNode divided(Trial trial, String namespace, JsonNode held, int weight);

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static int part(int whole, int weight) {
        return Math.round((float) whole * weight / WHOLE);
    }
}
