// Reads file names from standard input and prints for each what HashiCorp's own parser says of it: the tree in the
// notation of tests/unit/syn_dump.h, or its errors. `format` writes the formatted text beside each file instead.
package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

func text(s string) string {
	var out strings.Builder
	out.WriteByte('"')
	for i := 0; i < len(s); i++ {
		if b := s[i]; b < 0x20 || b > 0x7E || b == '"' || b == '\\' {
			fmt.Fprintf(&out, "\\x%02X", b)
		} else {
			out.WriteByte(b)
		}
	}
	out.WriteByte('"')
	return out.String()
}

type dumper struct{ src []byte }

func (d dumper) source(r hcl.Range) string { return string(d.src[r.Start.Byte:r.End.Byte]) }

func (d dumper) value(v cty.Value, r hcl.Range) string {
	switch {
	case v.IsNull():
		return "null"
	case v.Type() == cty.String:
		return text(v.AsString())
	case v.Type() == cty.Bool:
		return fmt.Sprint(v.True())
	default:
		return strings.Trim(d.source(r), ".[] \n\t")
	}
}

func (d dumper) traversal(steps hcl.Traversal) string {
	var out strings.Builder
	for _, step := range steps {
		switch s := step.(type) {
		case hcl.TraverseRoot:
			out.WriteString(s.Name)
		case hcl.TraverseAttr:
			out.WriteString("." + s.Name)
		case hcl.TraverseIndex:
			out.WriteString("[" + d.value(s.Key, s.SrcRange) + "]")
		}
	}
	return out.String()
}

func (d dumper) list(items []hclsyntax.Expression) string {
	var out []string
	for _, item := range items {
		out = append(out, d.expr(item))
	}
	return strings.Join(out, ", ")
}

func (d dumper) template(t *hclsyntax.TemplateExpr) string {
	if len(t.Parts) == 1 {
		if lit, ok := t.Parts[0].(*hclsyntax.LiteralValueExpr); ok && d.isText(lit) {
			return text(lit.Val.AsString())
		}
	}
	if len(t.Parts) == 0 {
		return `""`
	}
	var out []string
	for _, part := range t.Parts {
		out = append(out, d.expr(part))
	}
	return "T(" + strings.Join(out, " ") + ")"
}

// isText tells a piece of text in a template from a literal like ${null}.
func (d dumper) isText(lit *hclsyntax.LiteralValueExpr) bool {
	return lit.Val.Type() == cty.String && !lit.Val.IsNull()
}

var ops = map[*hclsyntax.Operation]string{
	hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-", hclsyntax.OpMultiply: "*", hclsyntax.OpDivide: "/",
	hclsyntax.OpModulo: "%", hclsyntax.OpEqual: "==", hclsyntax.OpNotEqual: "!=", hclsyntax.OpGreaterThan: ">",
	hclsyntax.OpGreaterThanOrEqual: ">=", hclsyntax.OpLessThan: "<", hclsyntax.OpLessThanOrEqual: "<=",
	hclsyntax.OpLogicalAnd: "&&", hclsyntax.OpLogicalOr: "||", hclsyntax.OpNegate: "-", hclsyntax.OpLogicalNot: "!",
}

func (d dumper) loop(f *hclsyntax.ForExpr, name string) string {
	out := fmt.Sprintf("%s(%s, %s, %s", name, f.KeyVar, f.ValVar, d.expr(f.CollExpr))
	if f.KeyExpr != nil {
		out += ", " + d.expr(f.KeyExpr)
	}
	out += ", " + d.expr(f.ValExpr)
	if f.CondExpr != nil {
		out += ", if " + d.expr(f.CondExpr)
	}
	if f.Group {
		out += ", ..."
	}
	return out + ")"
}

func (d dumper) expr(e hclsyntax.Expression) string {
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		return d.value(e.Val, e.SrcRange)
	case *hclsyntax.TemplateExpr:
		return d.template(e)
	case *hclsyntax.TemplateWrapExpr:
		return "T(" + d.expr(e.Wrapped) + ")"
	case *hclsyntax.TemplateJoinExpr:
		return d.loop(e.Tuple.(*hclsyntax.ForExpr), "each")
	case *hclsyntax.ScopeTraversalExpr:
		return d.traversal(e.Traversal)
	case *hclsyntax.RelativeTraversalExpr:
		return d.expr(e.Source) + d.traversal(e.Traversal)
	case *hclsyntax.IndexExpr:
		return d.expr(e.Collection) + "[" + d.expr(e.Key) + "]"
	case *hclsyntax.SplatExpr:
		marker := "[*]"
		if d.src[e.MarkerRange.Start.Byte] == '.' {
			marker = ".*"
		}
		return d.expr(e.Source) + marker + d.expr(e.Each)
	case *hclsyntax.AnonSymbolExpr:
		return ""
	case *hclsyntax.FunctionCallExpr:
		end := ")"
		if e.ExpandFinal {
			end = "...)"
		}
		return e.Name + "(" + d.list(e.Args) + end
	case *hclsyntax.UnaryOpExpr:
		return ops[e.Op] + "(" + d.expr(e.Val) + ")"
	case *hclsyntax.BinaryOpExpr:
		return ops[e.Op] + "(" + d.expr(e.LHS) + ", " + d.expr(e.RHS) + ")"
	case *hclsyntax.ConditionalExpr:
		return "if(" + d.expr(e.Condition) + ", " + d.expr(e.TrueResult) + ", " + d.expr(e.FalseResult) + ")"
	case *hclsyntax.ParenthesesExpr:
		return "(" + d.expr(e.Expression) + ")"
	case *hclsyntax.TupleConsExpr:
		return "[" + d.list(e.Exprs) + "]"
	case *hclsyntax.ObjectConsExpr:
		var out []string
		for _, item := range e.Items {
			out = append(out, d.expr(item.KeyExpr)+" = "+d.expr(item.ValueExpr))
		}
		return "{" + strings.Join(out, ", ") + "}"
	case *hclsyntax.ObjectConsKeyExpr:
		return d.expr(e.Wrapped)
	case *hclsyntax.ForExpr:
		if e.KeyExpr != nil {
			return d.loop(e, "object_for")
		}
		return d.loop(e, "for")
	}
	return fmt.Sprintf("%T", e)
}

func (d dumper) body(b *hclsyntax.Body) string {
	var attrs []*hclsyntax.Attribute
	for _, attr := range b.Attributes {
		attrs = append(attrs, attr)
	}
	sort.Slice(attrs, func(i, j int) bool { return attrs[i].NameRange.Start.Byte < attrs[j].NameRange.Start.Byte })
	var out []string
	for _, attr := range attrs {
		out = append(out, attr.Name+" = "+d.expr(attr.Expr))
	}
	for _, block := range b.Blocks {
		head := block.Type
		for _, label := range block.Labels {
			head += " " + text(label)
		}
		out = append(out, head+" { "+d.body(block.Body)+" }")
	}
	return strings.Join(out, "; ")
}

func report(out *bufio.Writer, name string, src []byte) {
	fmt.Fprintf(out, "F\t%s\n", name)
	file, diags := hclsyntax.ParseConfig(src, name, hcl.Pos{Line: 1, Column: 1})
	if !diags.HasErrors() {
		d := dumper{src}
		if strings.HasPrefix(string(src), "\xEF\xBB\xBF") {
			d.src = src
		}
		fmt.Fprintf(out, "T\t%s\n", d.body(file.Body.(*hclsyntax.Body)))
	}
	for _, diag := range diags {
		fmt.Fprintf(out, "E\t%d\t%d\t%s\n", diag.Subject.Start.Byte, diag.Subject.End.Byte, diag.Summary)
	}
}

func main() {
	format := len(os.Args) > 1 && os.Args[1] == "format"
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	names := bufio.NewScanner(os.Stdin)
	for names.Scan() {
		name := names.Text()
		src, err := os.ReadFile(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if format {
			os.WriteFile(name+".formatted", hclwrite.Format(src), 0o644)
		} else {
			report(out, name, src)
		}
	}
}
