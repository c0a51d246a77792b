// A real BOINC client (Debian's boinc-client) in a temporary data folder on a free port, with a project that leads nowhere and one task of it.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../pouw/free-port';

/** Nothing listens at the discard port of this computer. */
export const PROJECT_URL = 'http://127.0.0.1:9/science/';
export const TASK = 'wu_7_0';

const PROJECT = `
<project>
  <master_url>${PROJECT_URL}</master_url>
  <project_name>Fish &amp; Ships</project_name>
  <user_name>nobody</user_name>
  <user_total_credit>1234.5</user_total_credit>
  <user_expavg_credit>7.25</user_expavg_credit>
  <host_total_credit>34.5</host_total_credit>
  <host_expavg_credit>1.25</host_expavg_credit>
  <dont_request_more_work/>
</project>`;
const ACCOUNT = `<account><master_url>${PROJECT_URL}</master_url><authenticator>0123456789abcdef0123456789abcdef</authenticator><project_name>Fish &amp; Ships</project_name></account>`;
const STATE = `<client_state>${PROJECT}
<app><name>sieve</name><user_friendly_name>Sieve</user_friendly_name></app>
<file><name>sieve_1</name><nbytes>10</nbytes><max_nbytes>0</max_nbytes><status>0</status><executable/><url>http://127.0.0.1:9/sieve_1</url></file>
<app_version><app_name>sieve</app_name><version_num>100</version_num><platform>x86_64-pc-linux-gnu</platform><avg_ncpus>1</avg_ncpus><flops>1e9</flops><file_ref><file_name>sieve_1</file_name><main_program/></file_ref></app_version>
<workunit><name>wu_7</name><app_name>sieve</app_name><version_num>100</version_num><rsc_fpops_est>3600e9</rsc_fpops_est><rsc_fpops_bound>1e15</rsc_fpops_bound><rsc_memory_bound>1e6</rsc_memory_bound><rsc_disk_bound>1e6</rsc_disk_bound></workunit>
<result><name>${TASK}</name><final_cpu_time>0</final_cpu_time><final_elapsed_time>0</final_elapsed_time><exit_status>0</exit_status><state>1</state><platform>x86_64-pc-linux-gnu</platform><version_num>100</version_num><wu_name>wu_7</wu_name><report_deadline>4000000000</report_deadline><received_time>1700000000</received_time></result>
<platform_name>x86_64-pc-linux-gnu</platform_name>
<core_client_major_version>7</core_client_major_version><core_client_minor_version>20</core_client_minor_version><core_client_release>5</core_client_release>
</client_state>
`;

export interface BoincProcess {
  readonly port: number;
  /** Its data folder, with the password file that it wrote. */
  readonly folder: string;
  /** Ends it, as an update or its owner would. */
  kill(): Promise<void>;
}

const running = new Set<() => Promise<void>>();

/** @param at the port to listen at; a free one when absent */
export async function startBoinc(at?: number): Promise<BoincProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-boinc-'));
  writeFileSync(join(folder, 'client_state.xml'), STATE);
  writeFileSync(join(folder, 'account_127.0.0.1_9_science.xml'), ACCOUNT);
  const port = at ?? (await freePort());
  const options = ['--dir', folder, '--gui_rpc_port', String(port), '--allow_multiple_clients', '--no_gpus', '--no_info_fetch', '--skip_cpu_benchmarks', '--suppress_net_info'];
  const child = spawn('boinc', options, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = async (): Promise<void> => {
    running.delete(kill);
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  running.add(kill);
  await ready(child);
  return { port, folder, kill };
}

/** Ends every client that a test left. */
export async function endAll(): Promise<void> {
  for (const kill of [...running]) await kill();
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (bytes: Buffer): void => {
      said += bytes.toString();
      if (said.includes('Initialization completed')) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', (error) => reject(new Error(`boinc does not start (Debian package boinc-client): ${error.message}`)));
    child.once('exit', () => reject(new Error(`boinc ended: ${said.slice(-2000)}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
