// Loads a compose file as `docker compose` does, schema and references between its parts included, and prints it with
// everything written out, as JSON. It takes the place of a command that prints the model before its parts are held together.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

var version = "unknown"

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: compose-config FILE | --version"))
	}
	if os.Args[1] == "--version" {
		fmt.Println("compose-config version " + version)
		return
	}
	options, err := cli.NewProjectOptions(os.Args[1:], cli.WithOsEnv, cli.WithResolvedPaths(false))
	if err != nil {
		fail(err)
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		fail(err)
	}
	text, err := json.Marshal(project)
	if err != nil {
		fail(err)
	}
	fmt.Println(string(text))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
