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
</TS>
