@SpringBootApplication class App {}
