@SpringBootApplication class Web {}
