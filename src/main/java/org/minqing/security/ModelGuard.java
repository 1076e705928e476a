package org.minqing.security;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Takes no model that brings code: no scripts, no classes, no connectors, no method called but to read a variable. */
final class ModelGuard extends AbstractBpmnParseListener {

    private static final Set<String> ELEMENTS = Set.of("scriptTask", "script", "connector");
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern READING = Pattern.compile(
            "(execution|task)\\.(getVariable|getVariableLocal|hasVariable)\\(\\s*(['\"])\\w+\\3\\s*\\)|now\\(\\)");

    @Override
    public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
        check(root);
    }

    private static void check(Element element) {
        if (ELEMENTS.contains(element.getTagName())) {
            throw refused(element, "模型中不能有脚本或连接器");
        }
        for (String attribute : element.attributes()) {
            String name = attribute.substring(attribute.lastIndexOf(':') + 1);
            if (name.equals("class") || name.equals("scriptFormat") || name.equals("resource")) {
                throw refused(element, "模型中不能指定类或脚本（%s）".formatted(name));
            }
            checkExpressions(element, element.attribute(attribute));
        }
        checkExpressions(element, element.getText());
        if (element.getTagName().equals("conditionExpression") && element.attribute("language") != null) {
            throw refused(element, "条件中不能使用脚本语言");
        }
        element.elements().forEach(ModelGuard::check);
    }

    private static void checkExpressions(Element element, String text) {
        if (text == null) {
            return;
        }
        Matcher expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            if (READING.matcher(expressions.group(1)).replaceAll("").matches(".*[\\w\\]]\\s*\\(.*")) {
                throw refused(element, "表达式中不能调用方法：" + expressions.group());
            }
        }
    }

    private static BadUserRequestException refused(Element element, String reason) {
        return new BadUserRequestException(
                "%s；元素 %s，第 %d 行".formatted(reason, element.getTagName(), element.getLine()));
    }
}
