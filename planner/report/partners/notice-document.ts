import { type Notice, replyLine } from '../../partners/notice.js';
import { windowText } from '../../waves/schedule/window.js';
import type { Block, DocumentSection, TextDocument } from '../document/document.js';
import { paragraph } from '../document/document.js';

/** `203.0.113.11` of `203.0.113.11/32`. */
const bare = (line: string): string => line.replace(/\/32$/, '');
/** One word for a shell, whatever is in it. */
const quoted = (text: string): string => (/^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
const list = (items: readonly string[]): string => items.join(', ');
const isIngress = ({ direction }: Notice): boolean => direction === 'ingress';
const port = (ports: readonly number[]): string => `TCP ${ports.join(', ')}`;

function whatSection(notice: Notice): DocumentSection {
  const { company, product, hosts, endpoints } = notice;
  const move = `${company} moves ${product} from its datacenter to AWS.`;
  return {
    title: 'What changes',
    blocks: [
      paragraph(
        isIngress(notice)
          ? `${move} The addresses behind ${hosts.length === 0 ? 'it' : list(hosts)} change${hosts.length === 0 ? '' : '; the names stay as they are'}.`
          : `${move} We will connect to ${list(endpoints)} from new addresses. The addresses that we connect from today stay in use until the move is over.`,
      ),
    ],
  };
}

function todoSection(notice: Notice): DocumentSection {
  const { dates, ports, endpoints, networks } = notice;
  const request = isIngress(notice)
    ? `Please allow ${port(ports)} from your networks to every new address below, by ${dates.addBy}. Keep what you allow today.`
    : `Please allow connections to ${list(endpoints)} from every new address below, by ${dates.addBy}. Keep what you allow today.`;
  const known =
    isIngress(notice) && networks.length > 0
      ? [
          paragraph(
            `We expect you from ${list(networks)}. Tell us if that is not all: we look there to see that it works.`,
          ),
        ]
      : [];
  return { title: 'What to do', blocks: [paragraph(request), ...known] };
}

function addressesSection(notice: Notice): DocumentSection {
  const { addresses: lines, oldAddresses, ports, endpoints } = notice;
  const use = isIngress(notice) ? port(ports) : list(endpoints);
  const head = ['ADDRESS', 'FOR', 'STATE'];
  return {
    title: 'Addresses',
    blocks: [
      {
        kind: 'table',
        head,
        rows: [
          ...lines.map((line) => [line, use, 'new: add']),
          ...oldAddresses.map((ip) => [ip.includes(':') ? `${ip}/128` : `${ip}/32`, use, 'old: keep for now']),
        ],
      },
      paragraph('There are no IPv6 addresses among the new ones.'),
    ],
  };
}

function datesSection({ dates: { bothFrom, addBy, removeAfter }, windows }: Notice): DocumentSection {
  return {
    title: 'Dates (UTC)',
    blocks: [
      {
        kind: 'facts',
        rows: [
          ['add by', addBy],
          ...windows.map((window): readonly [string, string] => ['your change window', windowText(window, undefined)]),
          ['both valid', `${bothFrom} to ${removeAfter}`],
          ['old may go', `not before ${removeAfter}, and only after we have told you`],
        ],
      },
    ],
  };
}

function testSection(notice: Notice): DocumentSection {
  const { test: preview, endpoints, addresses: lines } = notice;
  const blocks: Block[] = [];
  if (preview !== undefined) {
    const url = quoted(`https://${preview.host}${preview.path}`);
    blocks.push(
      paragraph(
        `${preview.host} answers on the new addresses before anyone is moved; we tell you when it is up. From then on it must answer HTTP ${preview.status} from your network, and no answer means that a firewall is still closed.`,
      ),
      { kind: 'code', lines: [`curl -sS -o /dev/null -w '%{http_code}\\n' ${url}`] },
      paragraph('Each address by itself:'),
      {
        kind: 'code',
        lines: lines.map(
          (line) => `curl -sS -o /dev/null -w '%{http_code}\\n' --resolve ${preview.host}:443:${bare(line)} ${url}`,
        ),
      },
    );
  } else if (isIngress(notice)) {
    blocks.push(paragraph('There is no test host. A TCP connection to each address must open:'), {
      kind: 'code',
      lines: lines.flatMap((line) => notice.ports.map((each) => `nc -vz -w 5 ${bare(line)} ${each}`)),
    });
  } else {
    blocks.push(
      paragraph(
        `We test it ourselves: from each new address we open a connection to ${list(endpoints)} and close it again. You see them in your firewall's log.`,
      ),
    );
  }
  return { title: 'How to test', blocks };
}

function certificateSection({ certificate: names, ports }: Notice): DocumentSection | undefined {
  if (names.length === 0 || !ports.includes(443)) return undefined;
  return {
    title: 'Certificate',
    blocks: [
      paragraph(
        `The new addresses answer with a public certificate of Amazon Trust Services for ${list(names)}. If you pin a certificate or an issuer, tell us before you add the addresses; if you only verify the name, nothing changes.`,
      ),
    ],
  };
}

function backSection(notice: Notice): DocumentSection {
  const { removeAfter } = notice.dates;
  return {
    title: 'Way back',
    blocks: [
      paragraph(
        isIngress(notice)
          ? `If anything fails we send traffic back to the old addresses, at any time until ${removeAfter} and without asking first. Keep both sets allowed.`
          : `If anything fails we connect from the old addresses again, at any time until ${removeAfter} and without asking first. Keep both sets allowed.`,
      ),
    ],
  };
}

function replySection(notice: Notice): DocumentSection {
  const to = notice.replyTo.length === 0 ? 'your usual contact' : list(notice.replyTo);
  return {
    title: 'How to confirm',
    blocks: [
      paragraph(
        `When it is done, send this line to ${to}, with the date from which it holds. If you cannot make ${notice.dates.addBy}, say so now: we wait for you.`,
      ),
      { kind: 'code', lines: [replyLine(notice)] },
    ],
  };
}

function genuineSection(notice: Notice): DocumentSection {
  const { company, addressSet, addresses: lines } = notice;
  return {
    title: 'Is this genuine?',
    blocks: [
      paragraph(
        `A notice like this is what an attacker would send. Do not trust it for its sender or its links. Call the person whom you know at ${company}, on a number that you have from elsewhere, and compare the hash of the address set:`,
      ),
      { kind: 'facts', rows: [['address set', addressSet]] },
      paragraph('It is the hash of the new addresses, sorted, one a line; anyone can compute it:'),
      { kind: 'code', lines: [`printf '%s\\n' ${lines.join(' ')} | LC_ALL=C sort | sha256sum | cut -c1-12`] },
    ],
  };
}

/** The notice as a text of sections; every format is made of it. */
export function noticeDocument(notice: Notice): TextDocument {
  const { company, product, direction, dates: when, addressSet, partnerTitle, contacts } = notice;
  return {
    title: `${company}: new ${direction === 'ingress' ? 'service' : 'source'} addresses of ${product}, to be allowed by ${when.addBy}`,
    subtitle: `To ${partnerTitle} (${list(contacts)}), address set ${addressSet}`,
    sections: [
      whatSection(notice),
      todoSection(notice),
      addressesSection(notice),
      datesSection(notice),
      testSection(notice),
      certificateSection(notice),
      backSection(notice),
      replySection(notice),
      genuineSection(notice),
    ].filter((section) => section !== undefined),
  };
}
