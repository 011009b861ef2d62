package io.jenkins.plugins.autodeploy.engine.detect.node;

import static io.jenkins.plugins.autodeploy.engine.detect.rule.Framework.application;
import static io.jenkins.plugins.autodeploy.engine.detect.rule.Framework.server;
import static io.jenkins.plugins.autodeploy.engine.detect.rule.Framework.site;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import java.util.List;
import java.util.stream.Stream;

/**
 * The frameworks of Node in order of precedence: what renders pages by a framework of its own, then generators of sites, then what has only an HTTP server, then
 * libraries for user interfaces, and last bundlers.
 */
final class NodeFrameworks {
    private static final int PORT = 3000;
    private static final String NITRO_OUTPUT = ".output";
    private static final String NITRO_START = "node .output/server/index.mjs";

    /** Render on a server unless their configuration says otherwise, see {@link Rendering}. */
    private static final List<Framework> FULL_STACK = List.of(
            server("redwood", 8910, "@redwoodjs/core")
                    .output("web/dist")
                    .start("node_modules/.bin/rw serve")
                    .with("react", "vite", "fastify"),
            server("blitz", PORT, "blitz").output(".next").with("next", "react"),
            server("payload", PORT, "payload").output(".next").with("next", "react", "express"),
            server("next", PORT, "next")
                    .output(".next")
                    .start("node_modules/.bin/next start")
                    .with("react"),
            server("nuxt", PORT, "nuxt", "nuxt3", "nuxt-edge")
                    .output(NITRO_OUTPUT)
                    .start(NITRO_START)
                    .with("vue", "vite", "nitro", "h3"),
            server("hydrogen", PORT, "@shopify/hydrogen").output("dist").with("react", "react-router", "remix", "vite"),
            server("react-router", PORT, "@react-router/dev")
                    .output("build")
                    .start("node_modules/.bin/react-router-serve ./build/server/index.js")
                    .with("react", "vite", "express"),
            server("remix", PORT, "@remix-run/node", "@remix-run/serve", "@remix-run/dev", "@remix-run/react")
                    .output("build")
                    .start("node_modules/.bin/remix-serve ./build/server/index.js")
                    .with("react", "vite", "express"),
            server("tanstack-start", PORT, "@tanstack/react-start", "@tanstack/solid-start", "@tanstack/start")
                    .output(NITRO_OUTPUT)
                    .start(NITRO_START)
                    .with("react", "solid", "vite", "nitro"),
            server("solid-start", PORT, "@solidjs/start", "solid-start")
                    .output(NITRO_OUTPUT)
                    .start(NITRO_START)
                    .with("solid", "vite"),
            server("sveltekit", PORT, "@sveltejs/kit")
                    .output("build")
                    .start("node build")
                    .with("svelte", "vite"),
            server("qwik-city", PORT, "@builder.io/qwik-city").output("dist").with("qwik", "vite", "express"),
            server("sapper", PORT, "sapper").output("__sapper__").with("svelte", "polka"),
            server("strapi", 1337, "@strapi/strapi", "strapi")
                    .output("dist")
                    .health("/_health")
                    .with("react", "koa"),
            server("keystone", PORT, "@keystone-6/core").output(".keystone").with("next", "react", "express"),
            server("medusa", 9000, "@medusajs/medusa")
                    .output(".medusa")
                    .health("/health")
                    .with("express", "react"),
            server("ghost", 2368, "ghost").with("express"),
            server("directus", 8055, "directus").health("/server/ping").with("express"),
            server("mastra", 4111, "mastra", "@mastra/core").output(".mastra").with("hono"),
            server("xmcp", 3001, "xmcp").output("dist").with("express"),
            server("nitro", PORT, "nitropack", "nitro")
                    .output(NITRO_OUTPUT)
                    .start(NITRO_START)
                    .with("h3", "vite"));

    private static final List<Framework> SITES = List.of(
            site("astro", "dist", "astro").with("react", "vue", "svelte", "solid", "preact", "lit", "vite"),
            site("gatsby", "public", "gatsby").with("react"),
            site("docusaurus", "build", "@docusaurus/core", "docusaurus").with("react"),
            site("vitepress", ".vitepress/dist", "vitepress").with("vue", "vite"),
            site("vuepress", ".vuepress/dist", "vuepress", "@vuepress/core").with("vue", "vite"),
            site("eleventy", "_site", "@11ty/eleventy"),
            site("hexo", "public", "hexo"),
            site("storybook", "storybook-static", "@storybook/cli").with("react", "vue", "svelte", "vite"),
            site("sanity", "dist", "sanity", "@sanity/cli").with("react", "vite"));

    private static final List<Framework> SERVERS = List.of(
            server("nestjs", PORT, "@nestjs/core")
                    .output("dist")
                    .start("node dist/main")
                    .with("express", "fastify"),
            server("adonisjs", 3333, "@adonisjs/core")
                    .output("build")
                    .start("node build/bin/server.js")
                    .with("vite"),
            server("feathers", 3030, "@feathersjs/feathers").with("express", "koa"),
            server("loopback", PORT, "@loopback/core").with("express"),
            server("sails", 1337, "sails").with("express"),
            server("elysia", PORT, "elysia"),
            server("hono", PORT, "hono"),
            server("fastify", PORT, "fastify").with("express"),
            server("hapi", PORT, "@hapi/hapi"),
            server("koa", PORT, "koa"),
            server("restify", 8080, "restify"),
            server("polka", PORT, "polka"),
            server("h3", PORT, "h3"),
            server("express", PORT, "express"));

    private static final List<Framework> USER_INTERFACES = List.of(
            application("angular", "dist", "@angular/core"),
            application("ember", "dist", "ember-source", "ember-cli"),
            application("umi", "dist", "umi", "umijs", "@umijs/max").with("react"),
            application("expo", "dist", "expo").with("react"),
            application("stencil", "www", "@stencil/core"),
            application("polymer", "build/default", "@polymer/polymer", "polymer-cli"),
            application("qwik", "dist", "@builder.io/qwik").with("vite"),
            application("solid", "dist", "solid-js").with("vite"),
            application("svelte", "dist", "svelte").with("vite"),
            application("vue", "dist", "vue").with("vite"),
            application("preact", "dist", "preact").with("vite"),
            application("lit", "dist", "lit", "lit-element").with("vite"),
            application("react", "dist", "react").with("vite"));

    private static final List<Framework> BUNDLERS = List.of(
            application("vite", "dist", "vite"),
            application("parcel", "dist", "parcel", "parcel-bundler"),
            application("brunch", "public", "brunch"));

    static final List<Framework> ALL = Stream.of(FULL_STACK, SITES, SERVERS, USER_INTERFACES, BUNDLERS)
            .flatMap(List::stream)
            .toList();

    private NodeFrameworks() {}

    /** Whether it is a library that a server of the project's own is written with, rather than one with commands that build and start it. */
    static boolean isLibraryOfServers(Framework framework) {
        return SERVERS.contains(framework);
    }

    static boolean isUserInterface(Framework framework) {
        return USER_INTERFACES.contains(framework) || BUNDLERS.contains(framework);
    }
}
