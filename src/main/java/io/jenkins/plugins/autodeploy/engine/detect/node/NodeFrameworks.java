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
                    .of("react", "vite", "fastify"),
            server("blitz", PORT, "blitz").output(".next").of("next", "react"),
            server("payload", PORT, "payload").output(".next").of("next", "react", "express"),
            server("next", PORT, "next")
                    .output(".next")
                    .start("node_modules/.bin/next start")
                    .of("react"),
            server("nuxt", PORT, "nuxt", "nuxt3", "nuxt-edge")
                    .output(NITRO_OUTPUT)
                    .start(NITRO_START)
                    .of("vue", "vite", "nitro", "h3"),
            server("hydrogen", PORT, "@shopify/hydrogen").output("dist").of("react", "react-router", "remix", "vite"),
            server("react-router", PORT, "@react-router/dev")
                    .output("build")
                    .start("node_modules/.bin/react-router-serve ./build/server/index.js")
                    .of("react", "vite", "express"),
            server("remix", PORT, "@remix-run/node", "@remix-run/serve", "@remix-run/dev", "@remix-run/react")
                    .output("build")
                    .start("node_modules/.bin/remix-serve ./build/server/index.js")
                    .of("react", "vite", "express"),
            server("tanstack-start", PORT, "@tanstack/react-start", "@tanstack/solid-start", "@tanstack/start")
                    .output(NITRO_OUTPUT)
                    .start(NITRO_START)
                    .of("react", "solid", "vite", "nitro"),
            server("solid-start", PORT, "@solidjs/start", "solid-start")
                    .output(NITRO_OUTPUT)
                    .start(NITRO_START)
                    .of("solid", "vite"),
            server("sveltekit", PORT, "@sveltejs/kit")
                    .output("build")
                    .start("node build")
                    .of("svelte", "vite"),
            server("qwik-city", PORT, "@builder.io/qwik-city").output("dist").of("qwik", "vite", "express"),
            server("sapper", PORT, "sapper").output("__sapper__").of("svelte", "polka"),
            server("strapi", 1337, "@strapi/strapi", "strapi")
                    .output("dist")
                    .health("/_health")
                    .of("react", "koa"),
            server("keystone", PORT, "@keystone-6/core").output(".keystone").of("next", "react", "express"),
            server("medusa", 9000, "@medusajs/medusa")
                    .output(".medusa")
                    .health("/health")
                    .of("express", "react"),
            server("ghost", 2368, "ghost").of("express"),
            server("directus", 8055, "directus").health("/server/ping").of("express"),
            server("mastra", 4111, "mastra", "@mastra/core").output(".mastra").of("hono"),
            server("xmcp", 3001, "xmcp").output("dist").of("express"),
            server("nitro", PORT, "nitropack", "nitro")
                    .output(NITRO_OUTPUT)
                    .start(NITRO_START)
                    .of("h3", "vite"));

    private static final List<Framework> SITES = List.of(
            site("astro", "dist", "astro").of("react", "vue", "svelte", "solid", "preact", "lit", "vite"),
            site("gatsby", "public", "gatsby").of("react"),
            site("docusaurus", "build", "@docusaurus/core", "docusaurus").of("react"),
            site("vitepress", ".vitepress/dist", "vitepress").of("vue", "vite"),
            site("vuepress", ".vuepress/dist", "vuepress", "@vuepress/core").of("vue", "vite"),
            site("eleventy", "_site", "@11ty/eleventy"),
            site("hexo", "public", "hexo"),
            site("storybook", "storybook-static", "@storybook/cli").of("react", "vue", "svelte", "vite"),
            site("sanity", "dist", "sanity", "@sanity/cli").of("react", "vite"));

    private static final List<Framework> SERVERS = List.of(
            server("nestjs", PORT, "@nestjs/core")
                    .output("dist")
                    .start("node dist/main")
                    .of("express", "fastify"),
            server("adonisjs", 3333, "@adonisjs/core")
                    .output("build")
                    .start("node build/bin/server.js")
                    .of("vite"),
            server("feathers", 3030, "@feathersjs/feathers").of("express", "koa"),
            server("loopback", PORT, "@loopback/core").of("express"),
            server("sails", 1337, "sails").of("express"),
            server("elysia", PORT, "elysia"),
            server("hono", PORT, "hono"),
            server("fastify", PORT, "fastify").of("express"),
            server("hapi", PORT, "@hapi/hapi"),
            server("koa", PORT, "koa"),
            server("restify", 8080, "restify"),
            server("polka", PORT, "polka"),
            server("h3", PORT, "h3"),
            server("express", PORT, "express"));

    private static final List<Framework> USER_INTERFACES = List.of(
            application("angular", "dist", "@angular/core"),
            application("ember", "dist", "ember-source", "ember-cli"),
            application("umi", "dist", "umi", "umijs", "@umijs/max").of("react"),
            application("expo", "dist", "expo").of("react"),
            application("stencil", "www", "@stencil/core"),
            application("polymer", "build/default", "@polymer/polymer", "polymer-cli"),
            application("qwik", "dist", "@builder.io/qwik").of("vite"),
            application("solid", "dist", "solid-js").of("vite"),
            application("svelte", "dist", "svelte").of("vite"),
            application("vue", "dist", "vue").of("vite"),
            application("preact", "dist", "preact").of("vite"),
            application("lit", "dist", "lit", "lit-element").of("vite"),
            application("react", "dist", "react").of("vite"));

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
