package org.minqing.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./mvnw -q -Pbench test-compile exec:exec -Dbench="cost"}: see docs/benchmarks.md. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {
            CostCommand.class,
            CompleteCommand.class,
            ListsCommand.class,
            PaintCommand.class,
            DepartmentsCommand.class,
            ImportBench.class,
            MassCommand.class,
            CamundaNode.class,
            OutboxCommand.class,
            FlowCommand.class
        })
final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
