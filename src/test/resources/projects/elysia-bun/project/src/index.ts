import { Elysia } from "elysia";
new Elysia().get("/", () => "feed").listen(3200);
