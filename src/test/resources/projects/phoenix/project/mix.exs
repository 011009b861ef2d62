defmodule Shop.MixProject do
  use Mix.Project

  def project do
    [app: :shop, version: "0.1.0", elixir: "~> 1.14", deps: deps(), aliases: aliases()]
  end

  defp deps do
    [{:phoenix, "~> 1.7.14"}, {:bandit, "~> 1.5"}]
  end

  defp aliases do
    ["assets.deploy": ["tailwind shop --minify", "phx.digest"]]
  end
end
