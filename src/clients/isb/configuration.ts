/** ISB's global configuration, in one shape for both dialects. Absent limits: ISB sets none. */
export interface IsbConfiguration {
  /** ISB then refuses everybody but Admins; it does not stop Admins, so whoever signs as one honours it here. */
  maintenanceMode: boolean;
  leases: {
    /** Active, Frozen, Provisioning and PendingApproval leases of one person count. */
    maxLeasesPerUser: number;
    /** US dollars. */
    maxBudget?: number;
    maxDurationHours?: number;
    requireMaxBudget: boolean;
    requireMaxDuration: boolean;
  };
  /** AWS access portal, without a trailing slash. */
  portalUrl?: string;
  /** ISB's own web pages. ISB 1.3 does not say. */
  webAppUrl?: string;
}
