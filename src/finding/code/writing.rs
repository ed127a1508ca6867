//! Codes W…: writing files.

super::codes! {
    W021 Error "an e-mail that was refused" {
        explanation: "The mail server has said that it will not take this e-mail. It is not tried again by itself; its log entry has Delivery Status Error.",
        example: "550 5.1.1 no such user",
        remedy: "Correct the address of the contact, or the setting that the server complains of. `segbook send RUN --again refused` tries once more.",
    }
    W022 Error "an e-mail that is not delivered yet" {
        explanation: "The mail server has put this e-mail off as often as [smtp] tries says. It was not delivered; its log entry has Delivery Status Error until it is.",
        example: "451 4.7.1 greylisted, try again later",
        remedy: "Call `segbook send RUN` later. What was delivered is not sent twice.",
    }
    W023 Error "an e-mail that may have been delivered" {
        explanation: "The connection, or segbook itself, ended after the e-mail was handed over and before the answer of the server was written down. It may have arrived, so it is not sent again by itself; its log entry has Delivery Status In Progress.",
        example: "the computer was switched off while mail was being sent",
        remedy: "Ask the recipient, or look for the Message-ID in the log of the server. Then `segbook send RUN --unclear-as-sent`, or `segbook send RUN --again unclear` if it did not arrive.",
    }
}
