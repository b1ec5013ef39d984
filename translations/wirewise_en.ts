<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Diagnosis</name>
    <message numerus="yes">
        <source>The endpoint works: 101 with every header right, and %n message(s) came.</source>
        <translation>
            <numerusform>The endpoint works: 101 with every header right, and %n message came.</numerusform>
            <numerusform>The endpoint works: 101 with every header right, and %n messages came.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::AddedTexts</name>
    <message numerus="yes">
        <source>There are %n texts already. Join some of them in one /pattern/.</source>
        <translation>
            <numerusform>There is %n text already. Join some of them in one /pattern/.</numerusform>
            <numerusform>There are %n texts already. Join some of them in one /pattern/.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::Composer</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ConversationPanel</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ExportDialog</name>
    <message numerus="yes">
        <source>Save with %n Secret(s)…</source>
        <translation>
            <numerusform>Save with %n Secret…</numerusform>
            <numerusform>Save with %n Secrets…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n secret(s) stay readable, as you chose. %1</source>
        <translation>
            <numerusform>%n secret stays readable, as you chose. %1</numerusform>
            <numerusform>%n secrets stay readable, as you chose. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ExportPreviewPane</name>
    <message numerus="yes">
        <source>%n place(s) removed</source>
        <translation>
            <numerusform>%n place removed</numerusform>
            <numerusform>%n places removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::RemovalModel</name>
    <message numerus="yes">
        <source>%1, %n place(s), removed</source>
        <translation>
            <numerusform>%1, %n place, removed</numerusform>
            <numerusform>%1, %n places, removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n place(s), stay readable</source>
        <translation>
            <numerusform>%1, %n place, stay readable</numerusform>
            <numerusform>%1, %n places, stay readable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n place(s), some stay readable</source>
        <translation>
            <numerusform>%1, %n place, some stay readable</numerusform>
            <numerusform>%1, %n places, some stay readable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n place(s), stays readable</source>
        <translation>
            <numerusform>%1, %n place, stays readable</numerusform>
            <numerusform>%1, %n places, stays readable</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::TypedFrame</name>
    <message numerus="yes">
        <source>, and %n more frame(s)</source>
        <translation>
            <numerusform>, and %n more frame</numerusform>
            <numerusform>, and %n more frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ExchangeTreeModel</name>
    <message numerus="yes">
        <source>Text, %n byte(s)</source>
        <translation>
            <numerusform>Text, %n byte</numerusform>
            <numerusform>Text, %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Binary, %n byte(s)</source>
        <translation>
            <numerusform>Binary, %n byte</numerusform>
            <numerusform>Binary, %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ping, %n byte(s)</source>
        <translation>
            <numerusform>Ping, %n byte</numerusform>
            <numerusform>Ping, %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pong, %n byte(s)</source>
        <translation>
            <numerusform>Pong, %n byte</numerusform>
            <numerusform>Pong, %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Frame, %n byte(s)</source>
        <translation>
            <numerusform>Frame, %n byte</numerusform>
            <numerusform>Frame, %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ComparePage</name>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n explain(s) the outcome</source>
        <translation>
            <numerusform>%n explains the outcome</numerusform>
            <numerusform>%n explain the outcome</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the setting</source>
        <translation>
            <numerusform>%n is a difference of the setting</numerusform>
            <numerusform>%n are differences of the setting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n expected in every run</source>
        <translation>
            <numerusform>%n is expected in every run</numerusform>
            <numerusform>%n are expected in every run</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::DiffSections</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::DiffView</name>
    <message numerus="yes">
        <source>%n equal line(s)</source>
        <translation>
            <numerusform>%n equal line</numerusform>
            <numerusform>%n equal lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ExperimentModel</name>
    <message numerus="yes">
        <source>%n retry(s), to show what the endpoint depends on.</source>
        <translation>
            <numerusform>%n retry, to show what the endpoint depends on.</numerusform>
            <numerusform>%n retries, to show what the endpoint depends on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n retry(s), one change each.</source>
        <translation>
            <numerusform>%n retry, one change each.</numerusform>
            <numerusform>%n retries, one change each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n help(s).</source>
        <translation>
            <numerusform>%n helps.</numerusform>
            <numerusform>%n help.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::NotesPanel</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::RequestOptions</name>
    <message numerus="yes">
        <source>%n header(s)</source>
        <translation>
            <numerusform>%n header</numerusform>
            <numerusform>%n headers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::StatusLine</name>
    <message numerus="yes">
        <source>Verified certificate, %n day(s) left</source>
        <translation>
            <numerusform>Verified certificate, %n day left</numerusform>
            <numerusform>Verified certificate, %n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n exchange(s), %1</source>
        <translation>
            <numerusform>%n exchange, %1</numerusform>
            <numerusform>%n exchanges, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::WindowCommands</name>
    <message numerus="yes">
        <source>%n session(s) deleted. Ctrl+Z brings them back until Wirewise ends.</source>
        <translation>
            <numerusform>%n session deleted. Ctrl+Z brings it back until Wirewise ends.</numerusform>
            <numerusform>%n sessions deleted. Ctrl+Z brings them back until Wirewise ends.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n session(s)</source>
        <translation>
            <numerusform>Delete %n session</numerusform>
            <numerusform>Delete %n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::JsonTreeModel</name>
    <message numerus="yes">
        <source>%Ln key(s)</source>
        <translation>
            <numerusform>%Ln key</numerusform>
            <numerusform>%Ln keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s)</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::EndpointCommands</name>
    <message numerus="yes">
        <source>%n value(s) that look secret became variables; they go into the keychain, not into the file.</source>
        <translation>
            <numerusform>%n value that looks secret became a variable; it goes into the keychain, not into the file.</numerusform>
            <numerusform>%n values that look secret became variables; they go into the keychain, not into the file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::HistoryCommands</name>
    <message numerus="yes">
        <source>%n session(s) moved to the trash.</source>
        <translation>
            <numerusform>%n session moved to the trash.</numerusform>
            <numerusform>%n sessions moved to the trash.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) could not be moved to the trash and stay.</source>
        <translation>
            <numerusform>%n session could not be moved to the trash and stays.</numerusform>
            <numerusform>%n sessions could not be moved to the trash and stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) may go by your rule. Session, How Long Sessions Are Kept shows which.</source>
        <translation>
            <numerusform>%n session may go by your rule. Session, How Long Sessions Are Kept shows which.</numerusform>
            <numerusform>%n sessions may go by your rule. Session, How Long Sessions Are Kept shows which.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::RetentionDialog</name>
    <message numerus="yes">
        <source>%n session(s) take %1.</source>
        <translation>
            <numerusform>%n session takes %1.</numerusform>
            <numerusform>%n sessions take %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them, %1, would go:</source>
        <translation>
            <numerusform>%n of them, %1, would go:</numerusform>
            <numerusform>%n of them, %1, would go:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n session(s) to the trash</source>
        <translation>
            <numerusform>Move %n session to the trash</numerusform>
            <numerusform>Move %n sessions to the trash</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ImportCommands</name>
    <message numerus="yes">
        <source>%n more wait(s) to be checked.</source>
        <translation>
            <numerusform>%n more waits to be checked.</numerusform>
            <numerusform>%n more wait to be checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) made of the recording.</source>
        <translation>
            <numerusform>%n session made of the recording.</numerusform>
            <numerusform>%n sessions made of the recording.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ImportDialog</name>
    <message numerus="yes">
        <source>%n part(s) are not sent</source>
        <translation>
            <numerusform>%n part is not sent</numerusform>
            <numerusform>%n parts are not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 holds %n request(s).</source>
        <translation>
            <numerusform>%1 holds %n request.</numerusform>
            <numerusform>%1 holds %n requests.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Check %n Endpoint(s)</source>
        <translation>
            <numerusform>Check %n Endpoint</numerusform>
            <numerusform>Check %n Endpoints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ListWords</name>
    <message numerus="yes">
        <source>%Ln endpoint(s)</source>
        <translation>
            <numerusform>%Ln endpoint</numerusform>
            <numerusform>%Ln endpoints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 of %Ln endpoint(s) fails.</source>
        <translation>
            <numerusform>The endpoint fails.</numerusform>
            <numerusform>1 of %Ln endpoints fails.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln endpoint(s) fail.</source>
        <translation>
            <numerusform>%1 of %Ln endpoint fail.</numerusform>
            <numerusform>%1 of %Ln endpoints fail.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checking %Ln endpoint(s).</source>
        <translation>
            <numerusform>Checking %Ln endpoint.</numerusform>
            <numerusform>Checking %Ln endpoints.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %Ln endpoint(s) is checked yet.</source>
        <translation>
            <numerusform>The endpoint is not checked yet.</numerusform>
            <numerusform>None of %Ln endpoints is checked yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln endpoint(s) are checked, and none of these fails.</source>
        <translation>
            <numerusform>%1 of %Ln endpoint is checked, and does not fail.</numerusform>
            <numerusform>%1 of %Ln endpoints are checked, and none of these fails.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln endpoint(s) work, %1 with warnings.</source>
        <translation>
            <numerusform>The endpoint works, with warnings.</numerusform>
            <numerusform>All %Ln endpoints work, %1 with warnings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln endpoint(s) work.</source>
        <translation>
            <numerusform>The endpoint works.</numerusform>
            <numerusform>All %Ln endpoints work.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %1 of %Ln endpoint(s).</source>
        <translation>
            <numerusform>Stopped after %1 of %Ln endpoint.</numerusform>
            <numerusform>Stopped after %1 of %Ln endpoints.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ListDialog</name>
    <message numerus="yes">
        <source>%Ln endpoint(s)</source>
        <translation>
            <numerusform>%Ln endpoint</numerusform>
            <numerusform>%Ln endpoints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more of it cannot be checked.</source>
        <translation>
            <numerusform>%Ln more of it cannot be checked.</numerusform>
            <numerusform>%Ln more of it cannot be checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %Ln host(s)</source>
        <translation>
            <numerusform>on %Ln host</numerusform>
            <numerusform>on %Ln hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Check %Ln endpoint(s)</source>
        <translation>
            <numerusform>Check %Ln endpoint</numerusform>
            <numerusform>Check %Ln endpoints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wirewise::gui::ListPage</name>
    <message numerus="yes">
        <source>%Ln endpoint(s) are selected.</source>
        <translation>
            <numerusform>%Ln endpoint is selected.</numerusform>
            <numerusform>%Ln endpoints are selected.</numerusform>
        </translation>
    </message>
</context>
</TS>
