import { Application } from "@oak/oak";
const app = new Application();
await app.listen({ port: 8100 });
