/** Resolves with `work`, or after `ms`; the process stays alive meanwhile, which the telemetry's own timers never see to. */
export async function holdProcess(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
