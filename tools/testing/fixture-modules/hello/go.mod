module gatewatch.dev/tools/hello

go 1.24.0
