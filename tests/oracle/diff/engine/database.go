package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net/url"
	"strings"

	"ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/mysql"
	"ariga.io/atlas/sql/postgres"
	_ "github.com/go-sql-driver/mysql"
	_ "github.com/lib/pq"
)

// A driver of the engine on the server of the URL: postgres://... or maria://...
func connect(address string) (migrate.Driver, error) {
	if strings.HasPrefix(address, "postgres://") {
		db, err := sql.Open("postgres", address)
		if err != nil {
			return nil, err
		}
		return postgres.Open(db)
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("mysql", u.User.String()+"@tcp("+u.Host+")"+u.Path+"?parseTime=true")
	if err != nil {
		return nil, err
	}
	return mysql.Open(db)
}

// MariaDB without a server: a connection that knows its version and refuses every other query. The engine has such a one
// for MySQL itself.
func maria() (migrate.Driver, error) {
	return mysql.Open(sql.OpenDB(noServer{}))
}

type noServer struct{}

var errNoServer = errors.New("there is no server")

func (noServer) Connect(context.Context) (driver.Conn, error) { return noServer{}, nil }
func (noServer) Driver() driver.Driver                        { return nil }
func (noServer) Prepare(string) (driver.Stmt, error)          { return nil, errNoServer }
func (noServer) Close() error                                 { return nil }
func (noServer) Begin() (driver.Tx, error)                    { return nil, errNoServer }

func (noServer) QueryContext(_ context.Context, query string, _ []driver.NamedValue) (driver.Rows, error) {
	if strings.Contains(query, "@@version") {
		return &variables{}, nil
	}
	return nil, errNoServer
}

// One row: version, collation, charset, lower_case_table_names.
type variables struct{ read bool }

func (*variables) Columns() []string {
	return []string{"version", "collation", "charset", "lower_case"}
}
func (*variables) Close() error { return nil }

func (v *variables) Next(row []driver.Value) error {
	if v.read {
		return io.EOF
	}
	v.read = true
	row[0], row[1], row[2], row[3] = "10.11.6-MariaDB", "", "", int64(0)
	return nil
}
