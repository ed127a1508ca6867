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
    W101 Error "a Word template that cannot be read" {
        explanation: "The file is damaged, so no letter can be made of it.",
        example: "templates/LETTER.docx cut off in the middle",
        remedy: "Open it in Word and save it again.",
    }
    W102 Error "a Word template in an old format" {
        explanation: "The file is a document of Word 97 to 2003 (.doc), or it is protected by a password.",
        example: "LETTER.doc renamed to LETTER.docx",
        remedy: "Open it in Word and save it as Word document (.docx), without a password.",
    }
    W103 Error "a Word template with macros" {
        explanation: "Letters are made of documents without macros, so that nothing in them can run.",
        example: "LETTER.docm renamed to LETTER.docx",
        remedy: "Save it in Word as Word document (.docx).",
    }
    W104 Error "a file that is no Word document" {
        explanation: "The file is an archive, but there is no document in it.",
        example: "a workbook renamed to LETTER.docx",
        remedy: "Save the letter in Word as Word document (.docx).",
    }
    W105 Error "a Word template that is too large" {
        explanation: "Unpacked, the file is larger than any letter: it may be made to fill the memory.",
        example: "a template of 300 MB of pictures",
        remedy: "Make its pictures smaller.",
    }
    W106 Error "a field that nobody knows" {
        explanation: "A template asks for a value that there is none of. Nothing is written, so that no letter goes out with a gap.",
        example: "{ MERGEFIELD Nmae }",
        remedy: "Correct the name in the template, or add the column to Contact.",
    }
    W107 Warning "a field that nobody knows, left as set" {
        explanation: "A template asks for a value that there is none of, and it was asked to go on all the same.",
        example: "{ MERGEFIELD Nmae }, left blank",
        remedy: "Correct the name in the template.",
    }
    W108 Error "a damaged field" {
        explanation: "A field in a template is not whole or cannot be understood.",
        example: "a field whose end was deleted",
        remedy: "Delete the field in Word and insert it again.",
    }
    W109 Error "a choice over several paragraphs" {
        explanation: "The two texts of an IF may not hold paragraphs or tables.",
        example: "{ IF a = b \"two\nparagraphs\" }",
        remedy: "Put one IF into each paragraph.",
    }
    W110 Error "a field that letters cannot fill" {
        explanation: "Fields for labels, for questions to the writer and for other data sources have no meaning here.",
        example: "{ NEXT }, { ADDRESSBLOCK }, { FILLIN }",
        remedy: "Use the field that the message names.",
    }
    W111 Warning "a switch that is not understood" {
        explanation: "The value stands in the letter without what the switch asks for.",
        example: "{ MERGEFIELD Name \\* Uper }",
        remedy: "Correct the switch.",
    }
    W112 Warning "a long field name" {
        explanation: "Business Central refuses templates with field names of 40 characters and more.",
        example: "{ MERGEFIELD A_name_of_more_than_forty_characters_in_all }",
        remedy: "Shorten the column's name if the template is to be used there too.",
    }
    W113 Warning "a template that looks different in a combined document" {
        explanation: "In one document with all letters, some things count over all of them.",
        example: "the field NUMPAGES",
        remedy: "Use what the message names, or print single letters.",
    }
    W114 Error "a template that is not there" {
        explanation: "A line names a Word Template Code, and no file in the folder templates has that name.",
        example: "Word Template Code LETTER, and no templates/LETTER.docx",
        remedy: "Put the file there, or correct the code.",
    }
    W115 Error "lines without a template" {
        explanation: "A line with a correspondence type is to be sent, and no template is named for it.",
        example: "Hard Copy, and a blank Word Template Code on template, header and line",
        remedy: "Fill Word Template Code, or leave Correspondence Type blank.",
    }
    W116 Error "a column that letters cannot tell from a field" {
        explanation: "Word makes field names of captions without blanks and punctuation, so two of them would be one.",
        example: "a column Line-Comment in Contact",
        remedy: "Give the column another caption.",
    }
    W117 Notice "an e-mail that has only a document" {
        explanation: "There is no body of this name, so the document goes as attachment whatever Send Word Docs. as Attmt. says.",
        example: "templates/LETTER.docx without LETTER.html",
        remedy: "Nothing; or put a body beside it.",
    }
    W118 Warning "a letter that could not be made" {
        explanation: "A line was to get a letter or a draft, and got none. It is logged all the same, with Delivery Status Error.",
        example: "a Hard Copy line whose template is an .html file",
        remedy: "Correct what the reason says, and write the letter again.",
    }
    W119 Warning "characters that letters cannot hold" {
        explanation: "A value has control characters, which no document can hold and nobody can see. The letter is made without them.",
        example: "a name that was copied from a terminal",
        remedy: "Delete them where the value comes from.",
    }
    W120 Warning "an e-mail address for which not every mail server is made" {
        explanation: "Before the @ stand other letters than those of English. A mail server must know SMTPUTF8 to deliver to it, and many do not; `segbook send` tells then.",
        example: "béa@mail.example",
        remedy: "Ask for another address, or try it.",
    }
    W121 Warning "several e-mails to one address" {
        explanation: "More than one line of a segment sends an e-mail to the same address: the recipient gets each of them.",
        example: "two persons with the address info@alpha.example",
        remedy: "Delete the lines that are too many; nothing, if each is meant.",
    }
    W122 Warning "e-mails without a subject" {
        explanation: "Neither header nor line nor language has a subject, nor has the template. The draft is made with an empty one, which many a filter takes for spam.",
        example: "a blank Subject (Default) on the header",
        remedy: "Fill Subject (Default).",
    }
}
