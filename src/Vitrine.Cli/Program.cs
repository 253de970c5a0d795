using System.CommandLine;

return new RootCommand("Vitrine learns from a shop's catalogue and finds its products by words and by picture.").Parse(args).Invoke();
