// The Atlas engine of Go as an oracle: plans pairs of HCL files as a child process.
//
//	engine serve DIALECT         answers requests from standard input
//	engine time DIALECT A B      seconds of loading, comparing and planning two files, and the number of statements
//	engine inspect URL           seconds of reading a database
//
// DIALECT is a name as in the C program, or "postgresql URL": then both schemas are normalised on that empty database.
// A request is a line "QUALIFY LENGTH LENGTH" and the bytes of the two files; QUALIFY is 1 when names are to be written with
// their schema. The answer is "plan N" and for each statement the line "LENGTH LENGTH N" with the bytes of the statement
// and its comment, then N reverse statements, each a line with its length and its bytes; or "error LENGTH" and the text.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"ariga.io/atlas/schemahcl"
	"ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/mysql"
	"ariga.io/atlas/sql/postgres"
	"ariga.io/atlas/sql/schema"
	"ariga.io/atlas/sql/sqlite"
	"github.com/hashicorp/hcl/v2/hclparse"
)

// A dialect as the engine knows it. normalise may be nil.
type dialect struct {
	eval      schemahcl.Evaluator
	differ    schema.Differ
	planner   migrate.PlanApplier
	normalise schema.Normalizer
}

func open(name string) (*dialect, error) {
	name, url, live := strings.Cut(name, " ")
	d, err := offline(name)
	if err != nil || !live {
		return d, err
	}
	drv, err := connect(url)
	if err != nil {
		return nil, err
	}
	d.differ, d.planner, d.normalise = drv, drv, drv.(schema.Normalizer)
	return d, nil
}

func offline(name string) (*dialect, error) {
	switch name {
	case "postgresql":
		return &dialect{eval: postgres.EvalHCL, differ: postgres.DefaultDiff, planner: postgres.DefaultPlan}, nil
	case "mysql":
		return &dialect{eval: mysql.EvalHCL, differ: mysql.DefaultDiff, planner: mysql.DefaultPlan}, nil
	case "mariadb":
		drv, err := maria()
		return &dialect{eval: mysql.EvalMariaHCL, differ: drv, planner: drv}, err
	case "sqlite":
		return &dialect{eval: sqlite.EvalHCL, differ: sqlite.DefaultDiff, planner: sqlite.DefaultPlan}, nil
	}
	return nil, fmt.Errorf("no such dialect: %s", name)
}

func (d *dialect) load(text []byte) (*schema.Realm, error) {
	parser, realm := hclparse.NewParser(), &schema.Realm{}
	if _, diags := parser.ParseHCL(text, "schema.hcl"); diags.HasErrors() {
		return nil, diags
	}
	if err := d.eval.Eval(parser, realm, nil); err != nil {
		return nil, err
	}
	if d.normalise != nil {
		return d.normalise.NormalizeRealm(context.Background(), realm)
	}
	return realm, nil
}

func (d *dialect) plan(from, to *schema.Realm, qualify bool) (*migrate.Plan, error) {
	changes, err := d.differ.RealmDiff(from, to, schema.DiffNormalized())
	if err != nil {
		return nil, err
	}
	return d.planner.PlanChanges(context.Background(), "plan", changes, func(o *migrate.PlanOptions) {
		if !qualify {
			o.SchemaQualifier, o.Mode = new(string), migrate.PlanModeInPlace
		}
	})
}

// Both files to a plan. An error of loading starts with "load: ".
func (d *dialect) answer(a, b []byte, qualify bool) (plan *migrate.Plan, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("load: panic: %v", r)
		}
	}()
	from, err := d.load(a)
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	to, err := d.load(b)
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	return d.plan(from, to, qualify)
}

func put(out *bufio.Writer, plan *migrate.Plan, err error) {
	if err != nil {
		fmt.Fprintf(out, "error %d\n%s", len(err.Error()), err)
		return
	}
	fmt.Fprintf(out, "plan %d\n", len(plan.Changes))
	for _, c := range plan.Changes {
		reverse, _ := c.ReverseStmts()
		fmt.Fprintf(out, "%d %d %d\n%s%s", len(c.Cmd), len(c.Comment), len(reverse), c.Cmd, c.Comment)
		for _, r := range reverse {
			fmt.Fprintf(out, "%d\n%s", len(r), r)
		}
	}
}

func serve(name string) error {
	in, out := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	d, err := open(name)
	if err != nil {
		return err
	}
	for {
		var qualify, from, to int
		if _, err := fmt.Fscanf(in, "%d %d %d\n", &qualify, &from, &to); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		text := make([]byte, from+to)
		if _, err := io.ReadFull(in, text); err != nil {
			return err
		}
		plan, err := d.answer(text[:from], text[from:], qualify == 1)
		put(out, plan, err)
		if err := out.Flush(); err != nil {
			return err
		}
	}
}

func main() {
	var err error
	switch {
	case len(os.Args) == 3 && os.Args[1] == "serve":
		err = serve(os.Args[2])
	case len(os.Args) == 5 && os.Args[1] == "time":
		err = timePlan(os.Args[2], os.Args[3], os.Args[4])
	case len(os.Args) == 3 && os.Args[1] == "inspect":
		err = timeInspect(os.Args[2])
	default:
		err = fmt.Errorf("usage: engine serve DIALECT | time DIALECT A B | inspect URL")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "engine:", err)
		os.Exit(2)
	}
}
