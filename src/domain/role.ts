/** What a person may be to the bot; each includes the ones before it. */
export const roles = ["user", "manager", "admin"] as const;
export type Role = (typeof roles)[number];

/** ISB's own names for the same three (ISB v1.2.14, `user.roles` of its token). */
export const isbRoleOf = { user: "User", manager: "Manager", admin: "Admin" } as const satisfies Record<Role, string>;
export type IsbRole = (typeof isbRoleOf)[Role];

export const includesRole = (held: Role, wanted: Role): boolean => roles.indexOf(held) >= roles.indexOf(wanted);
