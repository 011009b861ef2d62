(defproject acme/board "0.2.0"
  :dependencies [[org.clojure/clojure "1.11.1"]
                 [ring/ring-jetty-adapter "1.9.5"]]
  :main ^:skip-aot board.core)
