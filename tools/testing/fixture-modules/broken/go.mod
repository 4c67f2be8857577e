module gatewatch.dev/tools/broken

go 1.24.0
