package main

import (
	"context"
	"fmt"
	"os"
	"time"
)

func timePlan(name, a, b string) error {
	start := time.Now()
	d, err := open(name)
	if err != nil {
		return err
	}
	from, err := os.ReadFile(a)
	if err != nil {
		return err
	}
	to, err := os.ReadFile(b)
	if err != nil {
		return err
	}
	plan, err := d.answer(from, to, true)
	if err != nil {
		return err
	}
	fmt.Printf("seconds %f\nstatements %d\n", time.Since(start).Seconds(), len(plan.Changes))
	return nil
}

func timeInspect(url string) error {
	drv, err := connect(url)
	if err != nil {
		return err
	}
	start, tables := time.Now(), 0
	realm, err := drv.InspectRealm(context.Background(), nil)
	if err != nil {
		return err
	}
	for _, s := range realm.Schemas {
		tables += len(s.Tables)
	}
	fmt.Printf("seconds %f\ntables %d\n", time.Since(start).Seconds(), tables)
	return nil
}
