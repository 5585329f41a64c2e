System.Console.WriteLine("flippy");
