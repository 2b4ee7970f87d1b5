/** What Slack's client says in a form whose sending came to nothing. */
export const troubleText = "We had some trouble connecting. Try again?";

/** What Slack keeps to itself and a developer wants to know: why. By the error of the control route. */
const reasons: Readonly<Record<string, string>> = {
  operation_timeout: "The app did not answer within 3 seconds.",
  dispatch_failed: "No app is connected.",
  http_service_error: "The app answered with an HTTP error.",
  invalid_errors: "The app answered with errors for blocks that are no inputs of this view.",
  invalid_response_action: "The app answered with a response_action that Slack does not know.",
  push_limit_reached: "The app pushed a fourth view; a stack holds three.",
  submission_under_way: "This form is being sent already, from another window.",
  view_not_found: "This window is no longer the one on top.",
};

/** The reason of an error, in words; one without words is named as it is. */
export const reasonOf = (error = "no reason given"): string => reasons[error] ?? `The answer was refused (${error}).`;
