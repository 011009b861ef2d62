Gem::Specification.new do |s|
  s.name = "json".freeze
end
