import { emptyFlow } from './facts.js';
import type { FlowFacts, Outcome, Row } from './format.js';
import type { BoundFlow } from './flows.js';
import { bindFlow, readFlow } from './flows.js';
import { report } from './place.js';
import type { Table, World } from './table.js';
import type { RowReader } from './rows.js';
import { TableRows } from './rows.js';
import type { TableRow } from './table-row.js';

export class FlowRows extends TableRows implements RowReader {
  readonly #bound: readonly BoundFlow[];
  readonly #after: ((flow: FlowFacts, row: Row) => Outcome) | undefined;

  constructor(table: Table, world: World) {
    super(table, world);
    const format = table.recognised.table;
    this.#bound = format.role === 'flow' ? bindFlow(format.columns, this.header) : [];
    this.#after = format.role === 'flow' ? format.open?.(this.header, this.context) : undefined;
  }

  look(): void {
    // Nothing of a flow depends on what other rows write.
  }

  decide(): void {
    this.table.account.describe(this.table.recognised.format, this.header.names, this.#bound, this.looked);
  }

  row(cells: TableRow, row: number): void {
    if (this.isNoRow(cells, row)) return;
    const flow = emptyFlow();
    for (const { header, at } of readFlow(this.#bound, cells, flow)) {
      const fault = {
        code: 'bad-number',
        column: header,
        value: String(cells.cell(at) ?? ''),
        message: 'is not a number',
        remedy: 'write a number such as 443',
      };
      report(this.world.log, 'warning', this.table.place, row, fault);
    }
    const outcome = this.#after?.(flow, { number: row, cells: cells.cells() });
    const fault =
      outcome === undefined
        ? this.world.flows.add(flow, this.table.place)
        : 'reject' in outcome
          ? outcome.reject
          : undefined;
    if (fault !== undefined) this.reject(cells, row, fault);
    else if (outcome !== undefined && 'ignore' in outcome) this.table.account.ignore(outcome.ignore);
    else this.table.account.take('attached');
  }
}
